// Thumbs under the answers: sent by the API, so that nothing on the page is drawn anew meanwhile.
const send = async (bar, judgement) => {
  const transcript = bar.closest('.transcript');
  const said = bar.querySelector('.thanks');
  try {
    const response = await fetch(new URL('v1/feedback', document.baseURI), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        conversation_id: transcript.dataset.conversation,
        turn: Number(bar.dataset.rated),
        ...judgement,
      }),
    });
    if (!response.ok) throw new Error((await response.json()).detail);
  } catch (error) {
    said.textContent = `评价没有保存：${error.message}`;
    return false;
  }
  said.textContent = bar.dataset.thanks;
  return true;
};

element.addEventListener('click', async (event) => {
  const bar = event.target.closest('.feedback');
  const button = event.target.closest('.thumb, .leave');
  if (!bar || !button) return;
  const why = bar.querySelector('.why');
  if (button.classList.contains('leave')) {
    why.hidden = true;
    bar.querySelector('[data-thumbs="down"]').focus();
    return;
  }
  const thumbs = button.dataset.thumbs;
  // A second thumb down only opens the form again; what was said stays.
  const again = thumbs === 'down' && button.getAttribute('aria-pressed') === 'true';
  if (!again && !(await send(bar, { thumbs }))) return;
  for (const each of bar.querySelectorAll('.thumb')) {
    each.setAttribute('aria-pressed', String(each === button));
  }
  why.hidden = thumbs !== 'down';
  if (!why.hidden) {
    why.scrollIntoView({ block: 'nearest' });
    why.querySelector('input').focus({ preventScroll: true });
  }
});

element.addEventListener('submit', async (event) => {
  const why = event.target.closest('.why');
  if (!why) return;
  event.preventDefault();
  const bar = why.closest('.feedback');
  const reason = why.querySelector('input:checked');
  const text = why.querySelector('textarea').value;
  if (await send(bar, { thumbs: 'down', reason: reason ? reason.value : null, text })) {
    why.hidden = true;
    bar.querySelector('[data-thumbs="down"]').focus();
  }
});
