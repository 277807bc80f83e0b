/**
 * The bank page's side of the line to the 3D Secure window: that it is shown, that it was answered,
 * that the buyer wants out. It says nothing else, and only to the frames' origin.
 */
import { playHardBank } from '../quirks/hard-bank';

type Message = { type: 'challenge-shown' | 'challenge-answered' | 'challenge-left' };

const { frames, state, hard } = document.documentElement.dataset;

function tell(message: Message): void {
  if (frames && window.parent !== window) window.parent.postMessage(message, frames);
}

if (state === 'nesting') {
  // The question's own frame speaks to this page, which passes on what it says.
  const question = document.querySelector('iframe');
  window.addEventListener('message', (event: MessageEvent<Message>) => {
    if (event.origin !== window.location.origin) return;
    if (event.source === question?.contentWindow) tell({ type: event.data.type });
  });
} else {
  tell({ type: state === 'answered' ? 'challenge-answered' : 'challenge-shown' });
  if (state === 'asking' && hard !== undefined) playHardBank();
}
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') tell({ type: 'challenge-left' });
});
