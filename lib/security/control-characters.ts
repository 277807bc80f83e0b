/**
 * Control characters have no place in what people type on one line; Postgres refuses NUL outright,
 * and a terminal obeys some of the others when it shows a log.
 */
const controls = /\p{Cc}+/gu;

/** The text on one line, each run of control characters as one blank. */
export function withoutControls(text: string): string {
  return text.replace(controls, ' ');
}

/** Text of at least one character, none of them a control character. */
export const noControls = /^\P{Cc}+$/u;
