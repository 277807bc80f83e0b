/**
 * Keeps a formatted input pleasant: typing, pasting, autofill and `fill()` of a test all end in the
 * same text, the caret stays at the same digit, and Backspace walks over separators.
 */
export interface Formatting {
  /** The text to show. */
  format(text: string, deleting: boolean): string;
  /** Characters that count as typed; the others are separators. */
  significant: RegExp;
}

/** Attaches to an input. `changed` runs after each edit, with the text already formatted. */
export function keepFormatted(
  input: HTMLInputElement,
  formatting: () => Formatting,
  changed: (edit: { deleting: boolean; caretAtEnd: boolean }) => void,
): void {
  const countBefore = (text: string, end: number): number =>
    [...text.slice(0, end)].filter((character) => formatting().significant.test(character)).length;

  const apply = (raw: string, caret: number, deleting: boolean): void => {
    const typed = countBefore(raw, caret);
    const atEnd = countBefore(raw, raw.length) === typed;
    const text = formatting().format(raw, deleting);
    if (input.value !== text) input.value = text;
    // A leading zero or a dropped character moves the count; the end stays the end.
    const position = atEnd ? text.length : positionAfter(text, typed, formatting().significant);
    if (document.activeElement === input) input.setSelectionRange(position, position);
    changed({ deleting, caretAtEnd: atEnd });
  };

  input.addEventListener('input', (event) => {
    const deleting = event instanceof InputEvent && event.inputType.startsWith('delete');
    apply(input.value, input.selectionStart ?? input.value.length, deleting);
  });

  input.addEventListener('paste', (event) => {
    // `maxlength` would cut what has other separators than ours.
    const pasted = event.clipboardData?.getData('text') ?? '';
    event.preventDefault();
    const start = input.selectionStart ?? input.value.length;
    const end = input.selectionEnd ?? start;
    const raw = input.value.slice(0, start) + pasted + input.value.slice(end);
    apply(raw, start + pasted.length, false);
  });

  input.addEventListener('keydown', (event) => {
    const caret = input.selectionStart;
    if (caret === null || caret !== input.selectionEnd || event.metaKey || event.ctrlKey) return;
    let moved = caret;
    const separatorAt = (index: number): boolean => {
      const character = input.value[index];
      return character !== undefined && !formatting().significant.test(character);
    };
    if (event.key === 'Backspace') while (moved > 0 && separatorAt(moved - 1)) moved -= 1;
    else if (event.key === 'Delete') while (separatorAt(moved)) moved += 1;
    if (moved !== caret) input.setSelectionRange(moved, moved);
  });
}

function positionAfter(text: string, count: number, significant: RegExp): number {
  let left = count;
  let position = 0;
  while (position < text.length && left > 0) {
    if (significant.test(text[position] ?? '')) left -= 1;
    position += 1;
  }
  return position;
}
