/** The key that opens the inspector. A key alone must be possible to switch off (WCAG 2.1.4). */
const name = 'souk:underneath-key';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * Whether it is the key, and pressed alone: by its letter, with caps lock too, or by its place, for
 * keyboards that write other letters there.
 */
export function isKey({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Pressed): boolean {
  if (ctrlKey || metaKey || altKey || shiftKey) return false;
  return key.toLowerCase() === 'u' || (code === 'KeyU' && !/^[a-z]$/i.test(key));
}

/** Whether the key opens anything; where nothing may be kept it does. */
export function keyIsOn(): boolean {
  try {
    return window.localStorage.getItem(name) !== 'off';
  } catch {
    return true;
  }
}

/** Remembers the choice for this browser; forgotten where nothing may be kept. */
export function switchKey(on: boolean): void {
  try {
    if (on) window.localStorage.removeItem(name);
    else window.localStorage.setItem(name, 'off');
  } catch {
    // It stays on.
  }
}

/** Whether a key pressed there is a letter of what somebody writes or looks for. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="textbox"]') !== null)
  );
}
