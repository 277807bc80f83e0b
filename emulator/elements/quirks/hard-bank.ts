/** The bank's page in hard mode: what the real test page does by chance, done every time. */

/** The page comes to life this late after it has loaded. Milliseconds. */
const ALIVE_AFTER = 500;

/**
 * Until the page is alive its buttons do nothing, and then its whole body is exchanged for another
 * like it; the first press is lost in any case. Only then does a press answer.
 */
export function playHardBank(): void {
  let alive = false;
  let lost = 0;
  document.addEventListener('click', (event) => {
    const onButton = event.target instanceof Element && event.target.closest('button') !== null;
    if (!onButton || (alive && lost > 0)) return;
    lost += 1;
    event.preventDefault();
  });
  window.setTimeout(() => {
    alive = true;
    document.body.replaceWith(document.body.cloneNode(true));
  }, ALIVE_AFTER);
}
