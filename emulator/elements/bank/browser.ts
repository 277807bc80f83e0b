/**
 * The bank page's side of the line to the 3D Secure window: that it is shown, that it was answered,
 * that the buyer wants out. It says nothing else, and only to the frames' origin.
 */
type Message = { type: 'challenge-shown' | 'challenge-answered' | 'challenge-left' };

export {};

const { frames, state } = document.documentElement.dataset;

function tell(message: Message): void {
  if (frames && window.parent !== window) window.parent.postMessage(message, frames);
}

tell({ type: state === 'answered' ? 'challenge-answered' : 'challenge-shown' });
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') tell({ type: 'challenge-left' });
});
