// The reader: shows the place it was opened at; its text is searched in the browser.
const MOST_HITS = 2000;
let hits = [];
let current = -1;
const shown = () => element.querySelector('.reader[data-address]');

// The address tells what is open, so that it can be kept and sent on.
const tell = (place) => {
  const address = new URL(window.location.href);
  const fields = new URL(place, address).searchParams;
  for (const name of ['doc', 'clause', 'start', 'end']) {
    if (fields.has(name)) address.searchParams.set(name, fields.get(name));
    else address.searchParams.delete(name);
  }
  window.history.replaceState(null, '', address);
};

const still = window.matchMedia('(prefers-reduced-motion: reduce)');
const goTo = (target) => {
  target.scrollIntoView({ block: 'center', behavior: still.matches ? 'auto' : 'smooth' });
};

// The text may still be laid out: the place is held for half a second.
const hold = (target, block, frames = 30) => {
  target.scrollIntoView({ block });
  if (frames) requestAnimationFrame(() => hold(target, block, frames - 1));
};

const settle = (tries = 60) => {
  const open = shown();
  if (!open) return;
  if (!open.offsetParent) {
    // The tab is still being shown.
    if (tries) requestAnimationFrame(() => settle(tries - 1));
    return;
  }
  tell(open.dataset.address);
  if (window.matchMedia('(max-width: 760px)').matches) open.querySelector('details.contents').open = false;
  const clause = open.dataset.anchor && document.getElementById(open.dataset.anchor);
  if (!clause) return;
  clause.focus({ preventScroll: true });
  const quote = clause.querySelector('mark');
  hold(quote || clause, quote ? 'center' : 'start');
};
watch('value', () => { hits = []; current = -1; settle(); });
settle();

// --- finding -------------------------------------------------------------------------------
// One character for one, so that places in the folded text are places in the text.
const folded = (text) => Array.from({ length: text.length }, (_, place) => {
  const plain = text[place].normalize('NFKC').toLowerCase();
  return plain.length === 1 ? plain : text[place];
}).join('');

const clear = () => {
  for (const mark of element.querySelectorAll('mark.hit')) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
  hits = [];
  current = -1;
};

// Every hit of one passage; a hit may run over a quoted span and is then several marks.
const find = (passage, words) => {
  const nodes = [];
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const text = folded(nodes.map((node) => node.data).join(''));
  const found = [];
  for (let at = text.indexOf(words); at >= 0 && hits.length + found.length < MOST_HITS;
    at = text.indexOf(words, at + words.length)) found.push([at, at + words.length]);
  const pieces = found.map(() => []);
  let offset = text.length;
  for (const node of nodes.reverse()) {
    const end = offset;
    offset -= node.data.length;
    // From the end on, so that what stands before keeps its place.
    for (let number = found.length - 1; number >= 0; number -= 1) {
      const from = Math.max(found[number][0], offset);
      const to = Math.min(found[number][1], end);
      if (from >= to) continue;
      const part = node.splitText(from - offset);
      part.splitText(to - from);
      const mark = document.createElement('mark');
      mark.className = 'hit';
      part.replaceWith(mark);
      mark.append(part);
      pieces[number].unshift(mark);
    }
  }
  hits.push(...pieces);
};

const show = (number) => {
  hits[current]?.forEach((mark) => mark.classList.remove('now'));
  current = number;
  hits[current]?.forEach((mark) => mark.classList.add('now'));
  if (hits[current]) goTo(hits[current][0]);
  const words = element.querySelector('#find').value.trim();
  const most = hits.length >= MOST_HITS ? '以上' : '';
  const told = hits.length ? `第 ${current + 1} 处，共 ${hits.length} 处${most}` : '没有找到';
  element.querySelector('.found').textContent = words ? told : '';
  for (const button of element.querySelectorAll('[data-find]')) button.disabled = !hits.length;
};

const search = () => {
  clear();
  const words = folded(element.querySelector('#find').value.trim());
  if (words) for (const passage of element.querySelectorAll('.words')) find(passage, words);
  show(hits.length ? 0 : -1);
};
const step = (by) => { if (hits.length) show((current + by + hits.length) % hits.length); };

let waiting = 0;
element.addEventListener('input', (event) => {
  if (event.target.id !== 'find') return;
  clearTimeout(waiting);
  waiting = setTimeout(search, 200);
});
element.addEventListener('keydown', (event) => {
  if (event.target.id !== 'find') return;
  if (event.key === 'Enter') { event.preventDefault(); step(event.shiftKey ? -1 : 1); }
  if (event.key === 'Escape') { event.target.value = ''; search(); }
});
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-find]');
  if (button) step(button.dataset.find === 'next' ? 1 : -1);
  const entry = event.target.closest('a[data-anchor]');
  if (!entry) return;
  event.preventDefault();
  const clause = document.getElementById(entry.dataset.anchor);
  clause.focus({ preventScroll: true });
  clause.scrollIntoView({ block: 'start', behavior: still.matches ? 'auto' : 'smooth' });
});

// --- related regulations -------------------------------------------------------------------
const make = (tag, text, className) => {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
};
const linkTo = (found) => {
  const link = make('a', `《${found.document_title}》${found.label}${found.title}`, 'open-text');
  const query = new URLSearchParams({ doc: found.document_id, clause: found.clause_id });
  link.href = `/?${query}`;
  Object.assign(link.dataset, { document: found.document_id, clause: found.clause_id });
  return link;
};
const related = async (box, id) => {
  try {
    const answer = await fetch(`/v1/clauses/${encodeURIComponent(id)}/related`);
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    const list = make('ul');
    for (const found of told.related) {
      const line = make('li');
      line.append(linkTo(found));
      list.append(line);
    }
    box.replaceChildren(make('p', told.related.length ? told.label : '没有检索到相关法规。'), list);
  } catch {
    box.replaceChildren(make('p', '暂时无法检索，请稍后重试。', 'notice'));
  }
};
element.addEventListener('click', (event) => {
  const asked = event.target.closest('button[data-related]');
  if (!asked) return;
  const isOpen = asked.getAttribute('aria-expanded') === 'true';
  asked.setAttribute('aria-expanded', String(!isOpen));
  const clause = asked.closest('.clause');
  if (isOpen) {
    clause.querySelector('.related').remove();
    return;
  }
  const box = make('div', '', 'related');
  box.setAttribute('role', 'status');
  box.append(make('p', '正在检索…', 'pending'));
  clause.append(box);
  related(box, asked.dataset.related);
});
