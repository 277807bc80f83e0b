/**
 * The scripts that run in a browser: output name (`dist/browser/<name>.js`) to entry, relative to
 * the emulator's folder. Built as IIFE for es2020, minified, without source maps.
 */
export const browserEntries = {
  stripe: 'elements/stripe-js/main.ts',
  'payment-frame': 'elements/payment-frame/main.ts',
  'card-frame': 'elements/card-frame/main.ts',
  'address-frame': 'elements/address-frame/main.ts',
  'link-frame': 'elements/link-frame/main.ts',
  'controller-frame': 'elements/controller-frame/main.ts',
  'challenge-frame': 'elements/challenge-frame/main.ts',
  'bank-window': 'elements/bank-window/main.ts',
  'link-window': 'elements/link-window/main.ts',
  'bank-login': 'elements/bank-login/main.ts',
  'bank-page': 'elements/bank/browser.ts',
  'hosted-invoice': 'pages/invoices/browser.ts',
  dashboard: 'pages/live/main.ts',
};
