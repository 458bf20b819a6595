// Links to places in documents open the reader from anywhere on the page.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-document]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  document.querySelector('.reader')?.setAttribute('aria-busy', 'true');
  const { document: doc, clause, start, end } = link.dataset;
  trigger('click', { doc, clause, start, end });
});

// The address names the open place only while the reader is shown.
document.addEventListener('click', (event) => {
  const tab = event.target.closest('button[role="tab"]');
  if (!tab || tab.textContent.trim() === '原文') return;
  const address = new URL(window.location.href);
  for (const name of ['doc', 'clause', 'start', 'end']) address.searchParams.delete(name);
  window.history.replaceState(null, '', address);
});

// Light or dark: the system's choice until somebody makes another, which is then kept.
const isDark = () => document.body.classList.contains('dark');
const use = (dark) => {
  document.body.classList.toggle('dark', dark);
  element.querySelector('#theme').setAttribute('aria-pressed', String(dark));
};
const asked = new URL(window.location.href).searchParams.get('__theme');
const kept = window.localStorage.getItem('theme');
use(kept && !asked ? kept === 'dark' : isDark());
watch('value', () => use(isDark()));
element.addEventListener('click', (event) => {
  if (!event.target.closest('#theme')) return;
  use(!isDark());
  window.localStorage.setItem('theme', isDark() ? 'dark' : 'light');
});
