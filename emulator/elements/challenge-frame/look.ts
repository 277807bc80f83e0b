export const closeIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none"><path d="m4 4 8 8m0-8-8 8" stroke="currentColor" stroke-width="1.750" stroke-linecap="round"/></svg>';

export const challengeStyles = `
*, *::before, *::after { box-sizing: border-box; }
html { --paper: #ffffff; --ink: #1f2430; --quiet: #5b6272; --line: #e6e8ee; --accent: #0570de; }
html.is-dark { --paper: #23252f; --ink: #f4f5f8; --quiet: #b3b8c6; --line: #3a3d4b; --accent: #8ab8ff; }
html, body { height: 100%; }
body {
  margin: 0; background: transparent; color: var(--ink);
  font: 15px/1.45 -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
.LightboxModal {
  position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; padding: 16px;
  background: rgba(12, 15, 24, 0.55); animation: fade 0.18s ease;
}
.LightboxModalContent {
  display: flex; flex-direction: column; width: min(100%, 440px); height: min(100%, 580px);
  overflow: hidden; background: var(--paper); border-radius: 14px;
  box-shadow: 0 24px 60px rgba(8, 11, 20, 0.35), 0 2px 8px rgba(8, 11, 20, 0.2);
  animation: rise 0.22s ease;
}
.LightboxModal-bar {
  display: flex; align-items: center; justify-content: space-between; flex: none;
  padding: 10px 10px 10px 20px; border-bottom: 1px solid var(--line);
}
html[dir='rtl'] .LightboxModal-bar { padding: 10px 20px 10px 10px; }
.LightboxModal-title { font-weight: 600; }
.LightboxModalClose {
  display: grid; width: 36px; height: 36px; padding: 0; place-items: center; cursor: pointer;
  color: var(--quiet); background: none; border: 0; border-radius: 8px;
}
.LightboxModalClose:hover { color: var(--ink); background: var(--line); }
.LightboxModalClose:focus-visible, .LightboxModal-again:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.LightboxModalClose-icon { width: 16px; height: 16px; }
.LightboxModal-stage { position: relative; flex: 1; min-height: 0; }
.LightboxModal-frame { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; opacity: 0; transition: opacity 0.15s ease; }
.LightboxModal-frame.is-shown { opacity: 1; }
.LightboxModalLoadingIndicator {
  position: absolute; z-index: 1; inset: 0; display: flex; flex-direction: column; gap: 14px; align-items: center;
  justify-content: center; padding: 24px; color: var(--quiet); text-align: center;
}
.LightboxModal-status { margin: 0; }
.LightboxModal-spinner {
  width: 30px; height: 30px; border: 3px solid var(--line); border-top-color: var(--accent);
  border-radius: 50%; animation: turn 0.8s linear infinite;
}
.LightboxModal-again {
  padding: 8px 16px; font: inherit; color: var(--ink); background: none; cursor: pointer;
  border: 1px solid var(--line); border-radius: 8px;
}
@keyframes fade { from { opacity: 0; } }
@keyframes rise { from { opacity: 0; transform: translateY(10px); } }
@keyframes turn { to { transform: rotate(1turn); } }
@media (max-width: 480px) {
  .LightboxModal { padding: 0; align-items: flex-end; }
  .LightboxModalContent { width: 100%; height: min(100%, 620px); border-radius: 16px 16px 0 0; }
}
@media (prefers-reduced-motion: reduce) { * { animation-duration: 0s !important; transition: none !important; } }
`;
