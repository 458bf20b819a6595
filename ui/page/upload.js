// Upload, look over, confirm: all through the API, with the admin token in the header.
const one = (selector) => element.querySelector(selector);
const [file, particulars] = [one('.upload-file'), one('.particulars')];
const [notice, progress, shown] = [one('.notice'), one('.progress'), one('.draft')];
const KEPT = 'policy-admin-token';
let draft = null;

file.elements.token.value = window.sessionStorage.getItem(KEPT) || '';

const make = (tag, text, style) => {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (style) made.className = style;
  return made;
};
const say = (text) => {
  notice.textContent = text;
  notice.hidden = !text;
};
const busy = (text, done, total) => {
  progress.hidden = !text;
  progress.querySelector('span').textContent = text;
  const bar = progress.querySelector('progress');
  if (total) { bar.max = total; bar.value = done; } else bar.removeAttribute('value');
};

const call = async (path, options = {}) => {
  const token = file.elements.token.value;
  // A header holds no other characters, and no token has them.
  if (/[^\x21-\x7e]/.test(token)) throw new Error('管理口令不正确：口令只含英文字符。');
  const headers = { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) };
  // Without a token it is the login that counts, and a change needs the page's own proof.
  if (!token && options.method) {
    headers['X-CSRF-Token'] = (await (await fetch('/v1/session')).json()).csrf_token;
  }
  const response = await fetch(path, { ...options, headers });
  const body = response.status === 204 ? null : await response.json();
  if (!response.ok) throw new Error(`${body.detail}${body.next_step || ''}`);
  if (token) window.sessionStorage.setItem(KEPT, token);
  return body;
};
const attempt = async (work) => {
  say('');
  try {
    await work();
  } catch (error) {
    busy('');
    say(error instanceof TypeError ? '无法连接服务，请检查网络后重试。' : error.message);
  }
};

const chips = (clause) => {
  const row = make('div', '', 'units');
  for (const [role, name] of [['lead', '牵头'], ['responsible', '责任']]) {
    for (const unit of clause[role]) {
      row.append(make('span', `${name}：${unit.name}`, `chip chip-${role}`));
      if (unit.left_open) row.append(make('span', unit.left_open, 'open-list'));
    }
  }
  for (const target of clause.indicators) {
    row.append(make('span', `${target.name}${target.comparator}${target.value}${target.unit}`, 'indicator'));
  }
  return row;
};

const show = (read) => {
  draft = read;
  shown.hidden = false;
  one('.warnings').replaceChildren(...read.warnings.map((text) => make('li', text)));
  if (!read.warnings.length) one('.warnings').append(make('li', '没有发现需要核对的地方。'));
  for (const [name, value] of Object.entries(read.particulars)) particulars.elements[name].value = value || '';
  if (read.same_title.length && !read.replaces) {
    one('.warnings').prepend(make('li', '已有同名文件；如果这是它的新版本，请在上面选择替换后再确认。'));
    file.elements.replaces.value = read.same_title[0];
  }
  const [list, text] = [one('.clauses'), one('.original')];
  list.replaceChildren();
  text.replaceChildren();
  // Offsets count characters; JavaScript's strings count halves of the rare ones.
  const characters = Array.from(read.text);
  let [end, path] = [0, ''];
  for (const clause of read.clauses) {
    const heading = clause.path.join(' › ');
    if (heading && heading !== path) list.append(make('li', heading, 'path'));
    path = heading;
    const item = make('li');
    const name = `${clause.label}${clause.title}` || clause.text.slice(0, 30);
    const button = make('button', clause.page ? `${name}（第${clause.page}页）` : name, 'clause');
    button.type = 'button';
    item.append(button, chips(clause));
    list.append(item);
    text.append(characters.slice(end, clause.start).join(''));
    const span = make('span', characters.slice(clause.start, clause.end).join(''));
    text.append(span);
    end = Math.max(end, clause.end);
    button.addEventListener('click', () => {
      text.querySelectorAll('.marked').forEach((each) => each.classList.remove('marked'));
      span.classList.add('marked');
      text.scrollTop = span.offsetTop - text.offsetTop - 24;
    });
  }
  text.append(characters.slice(end).join(''));
};
const close = () => {
  draft = null;
  shown.hidden = true;
  file.elements.file.value = '';
  file.elements.replaces.value = '';
};

const finished = async (job) => {
  while (job.state === 'waiting' || job.state === 'running') {
    busy(job.total ? `正在更新索引：${job.done}/${job.total} 段` : '正在更新索引…', job.done, job.total);
    await new Promise((wake) => setTimeout(wake, 400));
    job = await call(`/v1/jobs/${job.id}`);
  }
  busy('');
  if (job.state === 'failed') throw new Error(`文件库已保存，但索引没有更新：${job.message}`);
  await list();
  trigger('click');  // the page's other lists follow
};

const list = async () => {
  const [documents, versions] = await Promise.all([call('/v1/documents'), call('/v1/versions')]);
  const select = file.elements.replaces;
  select.replaceChildren(select.options[0]);
  one('.held ul').replaceChildren(...documents.map((each) => {
    const option = make('option', named(each));
    option.value = each.id;
    select.append(option);
    const item = make('li', `${named(each)}，${each.clause_count} 条 `);
    for (const [name, work] of [['替换', replace], ['移除', remove]]) {
      const button = make('button', name, 'suggestion');
      button.type = 'button';
      button.setAttribute('aria-label', `${name}《${each.title}》`);
      button.addEventListener('click', () => work(each));
      item.append(button, ' ');
    }
    return item;
  }));
  const after = new Map([...documents, ...versions].map((each) => [each.id, each]));
  const old = one('.old');
  old.hidden = !versions.length;
  old.querySelector('ul').replaceChildren(...versions.map((each) => {
    const item = make('li');
    const state = make('span', old.dataset[each.validity], `validity ${each.validity}`);
    item.append(place(each), '，', state);
    if (after.has(each.replaced_by)) item.append('，由', place(after.get(each.replaced_by)), '代替');
    return item;
  }));
};
const named = (each) => `《${each.title}》${each.number || ''}`;
// Versions of one title that have no number are told apart by their days.
const dated = (each) => named(each) + (each.number || !each.issued ? '' : `（${each.issued}）`);
// A link that opens the reader.
const place = (each) => {
  const link = make('a', dated(each), 'open-text');
  link.href = `/?doc=${encodeURIComponent(each.id)}`;
  Object.assign(link.dataset, { document: each.id, clause: '', start: 0, end: 0 });
  return link;
};
const replace = (each) => {
  file.elements.replaces.value = each.id;
  file.elements.file.focus();
  file.scrollIntoView({ block: 'center' });
};
const remove = (each) => {
  if (!window.confirm(`移除《${each.title}》？移除后不再用于回答，旧文本仍会保留。`)) return;
  attempt(async () => finished(await call(`/v1/documents/${encodeURIComponent(each.id)}`, { method: 'DELETE' })));
};

file.addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(async () => {
    const [chosen] = file.elements.file.files;
    if (!chosen) throw new Error('请先选择一个文件。');
    const body = new FormData();
    body.append('file', chosen);
    body.append('replaces', file.elements.replaces.value);
    busy('正在读取文件…');
    const read = await call('/v1/documents', { method: 'POST', body });
    busy('');
    show(read);
  });
});
particulars.addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(async () => {
    const said = Object.fromEntries(new FormData(particulars));
    const request = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, value || null]));
    if (!request.title) throw new Error('请填写标题。');
    if (file.elements.replaces.value) request.replaces = file.elements.replaces.value;
    const job = await call(`/v1/drafts/${draft.id}/confirm`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
    close();
    await finished(job);
    say(`已加入：《${request.title}》。可以在“问答”中提问。`);
  });
});
one('.discard').addEventListener('click', () => attempt(async () => {
  await call(`/v1/drafts/${draft.id}`, { method: 'DELETE' });
  close();
}));
attempt(list);
