/**
 * Who may embed the emulator's frames: pages on this computer, whatever their port, and test hosts
 * under `.localhost`.
 */
export const LOOPBACK_ANCESTORS =
  'http://localhost:* http://127.0.0.1:* http://*.localhost:* https://localhost:* https://127.0.0.1:*';

/** Escapes text for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
