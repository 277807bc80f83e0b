/** An Element's frame in hard mode: what real ones do by chance, done every time. */

/** What the form grows by, as when Link offers itself. Pixels. */
const GROWTH = 88;

/** After the card is complete, the form grows this much later. Milliseconds. */
const GROWS_AFTER = 150;

/**
 * With the first key the form is drawn anew and loses it, once; what is typed on goes nowhere,
 * since the focus is lost with the field. And once complete, the form grows under the press of the
 * button below it. Answers what to call when the form is complete.
 */
export function playHard(drawAnew: () => void): { completed(): void } {
  document.addEventListener('input', () => window.setTimeout(drawAnew), { once: true });
  let grown = false;
  return {
    completed() {
      if (grown) return;
      grown = true;
      window.setTimeout(() => {
        const room = document.createElement('div');
        room.style.height = `${GROWTH}px`;
        document.body.append(room);
      }, GROWS_AFTER);
    },
  };
}
