// Clicks on a picture's points bring the tasks behind them; the picture is drawn anew when filtered.
const holder = () => document.querySelector(element.querySelector('[data-picture]').dataset.picture);
const listen = () => {
  const plot = holder()?.querySelector('.js-plotly-plot');
  // Drawing anew gives the plot a new set of listeners.
  if (!plot?.on || plot.listened === plot._ev) return;
  plot.listened = plot._ev;
  plot.on('plotly_click', (event) => {
    const [first, second] = event.points[0].customdata || [];
    if (first) trigger('click', { first, second });
  });
};
const watching = new MutationObserver(listen);
const begin = (tries) => {
  const found = holder();
  if (found) {
    watching.observe(found, { childList: true, subtree: true });
    listen();
  } else if (tries) requestAnimationFrame(() => begin(tries - 1));
};
begin(300);
// What a click brought stands below the picture and may be out of sight.
watch('value', () => {
  const shown = element.querySelector('.table-box');
  if (shown) shown.scrollIntoView({ block: 'nearest' });
});
