// Links to places in documents open the reader from anywhere on the page.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-document]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const { document: doc, clause, start, end } = link.dataset;
  // The browser's way back leads to the tab where the link stood, or to the place read before.
  const tab = document.querySelector('button[role="tab"][aria-selected="true"]');
  window.history.replaceState({ tab: tab?.textContent.trim() }, '', window.location.href);
  const address = new URL(window.location.href);
  address.searchParams.set('doc', doc);
  window.history.pushState(null, '', address);
  open({ doc, clause, start, end });
});
const open = (place) => {
  document.querySelector('.reader')?.setAttribute('aria-busy', 'true');
  trigger('click', place);
};
window.addEventListener('popstate', (event) => {
  const { doc, clause, start, end } = Object.fromEntries(new URL(window.location.href).searchParams);
  if (doc) open({ doc, clause, start, end });
  else {
    const name = event.state?.tab || '问答';
    for (const tab of document.querySelectorAll('button[role="tab"]')) {
      if (tab.textContent.trim() === name) tab.click();
    }
  }
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

// Gradio tells in English alone that the server is gone; it reloads the page once it is back.
const LOST = '与服务的连接断开，正在重新连接。恢复后页面自动刷新，会话和没有发出的问题都会保留。';
const tellLost = (toast) => {
  const said = toast.querySelector('[data-testid="toast-text"]');
  if (!said?.textContent.startsWith('Connection to the server was lost')) return;
  said.textContent = LOST;
  const title = toast.querySelector('.toast-title-row span');
  if (title) title.textContent = '连接断开';
  const unsent = document.querySelector('#question textarea')?.value;
  if (unsent) window.sessionStorage.setItem('unsent', unsent);
};
new MutationObserver(() => document.querySelectorAll('[data-testid="toast-body"]').forEach(tellLost))
  .observe(document.body, { childList: true, subtree: true });
const bringBack = (tries) => {
  const box = document.querySelector('#question textarea');
  const unsent = window.sessionStorage.getItem('unsent');
  if (!unsent) return;
  if (!box) {
    if (tries) requestAnimationFrame(() => bringBack(tries - 1));
    return;
  }
  window.sessionStorage.removeItem('unsent');
  box.value = unsent;
  box.dispatchEvent(new Event('input', { bubbles: true }));
};
bringBack(300);
