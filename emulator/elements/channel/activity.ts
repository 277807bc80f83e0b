/** What any Element's frame tells of itself: its height, where the focus is, the Escape key. */
interface Teller {
  tell(name: 'resize', payload: { height: number }): void;
  tell(name: 'focus' | 'blur' | 'escape', payload: null): void;
}

/** Starts telling. Called once, when there is something to see. */
export function reportActivity(page: Teller): void {
  const tellHeight = (): void =>
    page.tell('resize', { height: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(tellHeight).observe(document.body);
  tellHeight();
  let focused = false;
  document.addEventListener('focusin', () => {
    if (focused) return;
    focused = true;
    page.tell('focus', null);
  });
  document.addEventListener('focusout', (event) => {
    if (event.relatedTarget !== null) return;
    focused = false;
    page.tell('blur', null);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') page.tell('escape', null);
  });
}
