/** Names of this computer, and those that test suites give it: `.test` is nobody's (RFC 2606). */
const own = ['localhost', '127.0.0.1', '*.localhost', '*.test', 'lvh.me', '*.lvh.me'];

/** Who may embed the emulator's frames: pages on this computer, whatever their port. */
export const LOOPBACK_ANCESTORS = ['http', 'https']
  .flatMap((scheme) => own.map((host) => `${scheme}://${host}:*`))
  .join(' ');

/** Escapes text for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
