/** What the server page hands to a form that saves a card; nothing in it is secret. */
export interface SaveCardSetting {
  readonly publishableKey: string;
  /** Where Stripe.js comes from: Stripe, or the emulator. */
  readonly scriptUrl: string;
  readonly consent: { readonly version: string; readonly text: string };
}
