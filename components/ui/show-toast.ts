export interface ToastText {
  readonly message: string;
  readonly link?: { readonly text: string; readonly href: string };
}

let waiting: ToastText[] = [];

/**
 * Shows a passing message. Never the only place of a message that matters: it goes away by itself,
 * so errors belong beside what failed.
 */
export function showToast(text: ToastText): void {
  waiting.push(text);
  window.dispatchEvent(new Event('souk:toast'));
}

/** Hands over what was said and not yet shown. */
export function takeToasts(): ToastText[] {
  const taken = waiting;
  waiting = [];
  return taken;
}
