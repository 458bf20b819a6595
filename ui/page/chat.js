// Buttons inside the HTML (example, suggestion, unit, turn) act by the page's one click event.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-ask], button[data-turn]');
  if (!button) return;
  const data = {};
  for (const name of ['ask', 'turn', 'audience']) {
    if (button.dataset[name] !== undefined) data[name] = button.dataset[name];
  }
  trigger('click', data);
  // In a narrow window the sources stand below the conversation, out of sight.
  if (data.turn !== undefined && window.matchMedia('(max-width: 760px)').matches) {
    document.querySelector('#sources').scrollIntoView({ block: 'start' });
  }
});

// What may be asked next is found after the answer is shown, so that nobody waits for it.
const suggest = async (transcript) => {
  const place = transcript.querySelector('.suggestions');
  if (!place) return;
  const who = document.querySelector('#audience input:checked');
  const address = new URL(
    `v1/conversations/${encodeURIComponent(transcript.dataset.conversation)}/suggestions`,
    document.baseURI
  );
  if (who) address.searchParams.set('audience', who.value);
  const response = await fetch(address);
  if (!response.ok) return; // the answer stands without them
  for (const question of (await response.json()).suggestions) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'suggestion';
    button.textContent = button.dataset.ask = question;
    place.append(button);
    place.hidden = false;
  }
};

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
    suggest(transcript);
  }
  for (const quote of element.querySelectorAll('blockquote')) {
    const mark = quote.querySelector('mark');
    if (mark) quote.scrollTop = mark.offsetTop - quote.offsetTop - 24;
  }
};
watch('value', settle);
