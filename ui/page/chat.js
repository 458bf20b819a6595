// Buttons inside the HTML (example, suggestion, unit, turn) act by the page's one click event.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-ask], button[data-turn]');
  if (!button) return;
  const data = {};
  for (const name of ['ask', 'turn', 'audience']) {
    if (button.dataset[name] !== undefined) data[name] = button.dataset[name];
  }
  trigger('click', data);
});

const settle = () => {
  const transcript = element.querySelector('.transcript');
  if (transcript) {
    // The conversation is found again by its address after a reload.
    const address = new URL(window.location.href);
    const id = transcript.dataset.conversation;
    if (id) address.searchParams.set('c', id);
    else if (!transcript.querySelector('.pending')) address.searchParams.delete('c');
    window.history.replaceState(null, '', address);
    const turns = transcript.querySelectorAll('.turn');
    const last = turns[turns.length - 1];
    if (last) transcript.scrollTop = last.offsetTop - transcript.offsetTop - 8;
    const notice = transcript.querySelector('.notice');
    if (notice) notice.scrollIntoView({ block: 'nearest' });
  }
  for (const quote of element.querySelectorAll('blockquote')) {
    const mark = quote.querySelector('mark');
    if (mark) quote.scrollTop = mark.offsetTop - quote.offsetTop - 24;
  }
};
watch('value', settle);
