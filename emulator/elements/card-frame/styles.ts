import { networkChoiceStyles } from '../payment-frame/network-choice';

/** The bare look of the card family; the page's `style` option is laid over it. */
export const cardStyles = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: transparent; overflow: hidden; -webkit-text-size-adjust: 100%; }
form { margin: 0; }
.ElementsApp {
  color: #000; font: 400 14px/1.2em -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow: hidden;
}
.InputElement {
  display: block; width: 100%; margin: 0; padding: 0; border: 0; outline: 0; background: none;
  border-radius: 0; box-shadow: none; appearance: none; color: inherit; font: inherit;
  line-height: inherit; letter-spacing: inherit;
  text-overflow: ellipsis;
}
:where(html[dir='rtl']) .InputElement { text-align: right; }
.InputElement::placeholder { color: #6b7280; opacity: 1; }
.InputElement.is-invalid { color: #df1b41; }
.InputElement:disabled { cursor: not-allowed; opacity: 0.7; }
.InputElement:-webkit-autofill { animation: autofill-start 1ms; transition: background-color 9999s; }
.InputElement:not(:-webkit-autofill) { animation: autofill-end 1ms; }
@keyframes autofill-start { from { outline-color: transparent; } }
@keyframes autofill-end { from { outline-color: transparent; } }
.InputContainer { display: block; position: relative; }
.InputContainer-measure { position: absolute; left: 0; top: 0; height: 0; overflow: hidden; white-space: pre; visibility: hidden; pointer-events: none; }
.CardBrandIcon-container { flex: none; width: 2em; display: flex; align-items: center; color: #6b7280; }
.CardBrandIcon { width: 1.7em; height: 1.15em; display: block; }
.CardBrandIcon--plain { width: 1.3em; }
.CardBrandIcon--error { color: #df1b41; width: 1.15em; }
.CardBrandIcon-container--solid { filter: grayscale(1); }
.CardField, .CardNumberField { display: flex; align-items: center; }
.CardNumberField { flex: 1; min-width: 0; }
.CardNumberField-input-wrapper { flex: 1; min-width: 0; }
.CardField-input-wrapper { flex: 1; min-width: 0; display: flex; align-items: center; overflow: hidden; position: relative; }
.CardField-number { flex: 1 1 0; position: relative; min-width: 0; }
.CardField-number > span { display: block; }
.CardField-number > .CardField-number-fakeNumber { display: none; position: absolute; inset: 0; pointer-events: none; white-space: nowrap; align-items: center; }
.CardField-restWrapper { flex: none; display: flex; align-items: center; }
.CardField-child { display: block; transition: flex-basis 0.2s ease; }
.CardField-restWrapper .CardField-child { margin-inline-start: 0.7em; }
.CardField-restWrapper .CardField-child:empty { margin: 0; }
.CardField-input-wrapper.is-narrow.is-number .CardField-number { flex: none; width: 100%; }
.CardField-input-wrapper.is-narrow.is-rest { justify-content: space-between; }
.CardField-input-wrapper.is-narrow.is-rest .CardField-number { flex: 0 1 3.4em; min-width: 0; overflow: hidden; }
.CardField-input-wrapper.is-narrow.is-rest .CardField-number .InputElement { opacity: 0; }
.CardField-input-wrapper.is-narrow.is-rest .CardField-number > .CardField-number-fakeNumber { display: flex; }
${networkChoiceStyles}
.p-NetworkChoice { flex: none; margin-inline-end: 0.6em; color: #6b7280; }
.p-NetworkChoice-mark { width: 1.7em; height: 1.15em; }
/* The frame ends where the line does. */
.p-NetworkChoice:has(:focus-visible) { outline-offset: -1px; }
@media (prefers-reduced-motion: reduce) { .CardField-child { transition: none; } }
`;
