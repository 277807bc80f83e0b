/** The `appearance` option (docs.stripe.com/elements/appearance-api). */
export interface Appearance {
  theme?: 'stripe' | 'night' | 'flat';
  variables?: Record<string, string>;
  rules?: Record<string, Record<string, string>>;
  labels?: 'auto' | 'above' | 'floating';
  inputs?: 'spaced' | 'condensed';
  disableAnimations?: boolean;
}
