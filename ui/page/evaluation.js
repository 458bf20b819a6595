// Buttons of the evaluation tab act by one click event; the focus stays where the hand was.
let pressed = '';
element.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.classList.contains('download')) {
    const token = document.querySelector('#admin-token input').value;
    const response = await fetch(new URL('v1/admin/cases.jsonl', document.baseURI), {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (!response.ok) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = 'cases.jsonl';
    link.click();
    URL.revokeObjectURL(link.href);
    return;
  }
  const names = ['open', 'turn', 'offset', 'expect', 'refuse', 'confirm', 'withdraw'];
  const data = {};
  for (const name of names) {
    if (button.dataset[name] !== undefined) data[name] = button.dataset[name];
  }
  if (!Object.keys(data).length) return;
  const [name] = Object.keys(data);
  pressed = `[data-${name}="${CSS.escape(data[name])}"]`;
  trigger('click', data);
});

watch('value', () => {
  const panel = element.querySelector('.question-panel');
  if (!panel) return;
  const again = pressed && panel.querySelector(pressed);
  (again || panel.querySelector('h2')).focus({ preventScroll: Boolean(again) });
});

// Days are chosen in the browser's own calendar; the fields may appear after this script.
const asDays = (tries) => {
  const fields = document.querySelectorAll('#desk .day input');
  for (const field of fields) Object.assign(field, { type: 'date', max: '2999-12-31' });
  if (!fields.length && tries) requestAnimationFrame(() => asDays(tries - 1));
};
asDays(300);
