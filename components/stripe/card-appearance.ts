import type { Appearance } from '@stripe/stripe-js';
import type { ColourScheme } from './use-colour-scheme';

/**
 * The shop's tokens as literal colours: CSS variables of a page do not cross into Stripe's frames.
 * The same values stand in `app/globals.css`.
 * https://docs.stripe.com/elements/appearance-api
 */
const palettes = {
  light: {
    surface: '#ffffff',
    sunken: '#f3f1ec',
    line: '#e6e2da',
    field: '#8c867c',
    ink: '#1d1b18',
    inkSoft: '#5a544b',
    inkFaint: '#6e675d',
    ring: '#1d1b18',
    money: '#0b6e4f',
    danger: '#8f1d16',
  },
  dark: {
    surface: '#1c1a18',
    sunken: '#25221f',
    line: '#38342f',
    field: '#878076',
    ink: '#f5f2ed',
    inkSoft: '#bdb6ab',
    inkFaint: '#a39b90',
    ring: '#f5f2ed',
    money: '#4fc796',
    danger: '#fda79f',
  },
} as const;

function appearanceOf(scheme: ColourScheme): Appearance {
  const colour = palettes[scheme];
  return {
    theme: scheme === 'dark' ? 'night' : 'stripe',
    variables: {
      fontFamily: "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif",
      // Below 16 px, phones zoom into a field when it gets the focus.
      fontSizeBase: '16px',
      spacingUnit: '4px',
      borderRadius: '8px',
      colorPrimary: colour.money,
      colorBackground: colour.surface,
      colorText: colour.ink,
      colorTextSecondary: colour.inkSoft,
      colorTextPlaceholder: colour.inkFaint,
      colorDanger: colour.danger,
    },
    rules: {
      '.Input': { border: `1px solid ${colour.field}`, boxShadow: 'none', padding: '10px 12px' },
      '.Input:focus': {
        border: `1px solid ${colour.ring}`,
        boxShadow: `0 0 0 1px ${colour.ring}`,
        outline: 'none',
      },
      '.Input--invalid': { border: `1px solid ${colour.danger}`, boxShadow: 'none' },
      '.Label': { fontWeight: '500', color: colour.ink },
      '.AccordionItem': { border: `1px solid ${colour.line}`, boxShadow: 'none' },
    },
  };
}

/** One object per scheme, so that `Elements` never sees new options for an old form. */
export const cardAppearance: Record<ColourScheme, Appearance> = {
  light: appearanceOf('light'),
  dark: appearanceOf('dark'),
};
