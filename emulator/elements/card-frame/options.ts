/** Options of the card family (docs.stripe.com/js/elements_object/create_element?type=card). */
export const cardTypes = ['card', 'cardNumber', 'cardExpiry', 'cardCvc'] as const;

export type CardType = (typeof cardTypes)[number];

export type StyleVariant = Record<string, unknown>;

export interface CardStyle {
  base?: StyleVariant;
  complete?: StyleVariant;
  empty?: StyleVariant;
  invalid?: StyleVariant;
}

/** What a frame of the card family is told; `classes` stay on the page. */
export interface CardOptions {
  style?: CardStyle;
  value?: { postalCode?: string };
  hidePostalCode?: boolean;
  hideIcon?: boolean;
  showIcon?: boolean;
  iconStyle?: 'default' | 'solid';
  disabled?: boolean;
  placeholder?: string;
  /** Chosen at first for a co-branded card: the first of these that it has. */
  preferredNetwork?: string[];
}
