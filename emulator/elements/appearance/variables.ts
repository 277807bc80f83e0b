import type { Appearance } from './appearance';

type Variables = Readonly<Record<string, string>>;

const stripe = {
  fontFamily:
    '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontSizeBase: '16px',
  fontSizeSm: '0.93rem',
  fontSizeXs: '0.8125rem',
  fontSize2Xs: '0.75rem',
  fontLineHeight: '1.4',
  fontWeightNormal: '400',
  fontWeightMedium: '500',
  fontWeightBold: '600',
  spacingUnit: '4px',
  gridRowSpacing: 'calc(var(--spacingUnit) * 3)',
  gridColumnSpacing: 'calc(var(--spacingUnit) * 3)',
  tabSpacing: 'calc(var(--spacingUnit) * 2)',
  accordionItemSpacing: '0px',
  borderRadius: '5px',
  colorPrimary: '#0570de',
  colorBackground: '#ffffff',
  colorText: '#30313d',
  colorTextSecondary: '#5d6273',
  colorTextPlaceholder: '#6d7280',
  colorDanger: '#c81e43',
  colorSuccess: '#30b130',
  colorWarning: '#f5ca57',
  inputColorBorder: '#e2e2e7',
  inputBoxShadow: '0 1px 1px rgba(0, 0, 0, 0.03), 0 3px 6px rgba(0, 0, 0, 0.02)',
  inputFocusColorBorder: 'var(--colorPrimary)',
  inputFocusBoxShadow:
    '0 0 0 3px color-mix(in srgb, var(--colorPrimary) 22%, transparent), 0 1px 1px rgba(0, 0, 0, 0.03)',
  labelColorText: 'var(--colorText)',
  labelFontSize: 'var(--fontSizeSm)',
  labelFontWeight: 'var(--fontWeightNormal)',
  labelSpacing: 'var(--spacingUnit)',
  iconColor: 'var(--colorTextSecondary)',
  iconCardErrorColor: 'var(--colorDanger)',
  iconCardCvcColor: 'var(--iconColor)',
  iconCardCvcErrorColor: 'var(--colorDanger)',
  iconChevronDownColor: 'var(--iconColor)',
  tabIconColor: 'var(--iconColor)',
  tabIconSelectedColor: 'var(--colorPrimary)',
} satisfies Variables;

const themes: Readonly<Record<NonNullable<Appearance['theme']>, Variables>> = {
  stripe,
  night: {
    ...stripe,
    colorPrimary: '#85d996',
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorTextSecondary: '#b6b9c6',
    colorTextPlaceholder: '#a0a4b4',
    colorDanger: '#fe9ba6',
    inputColorBorder: '#424353',
    inputBoxShadow: '0 2px 4px rgba(0, 0, 0, 0.3)',
  },
  flat: {
    ...stripe,
    borderRadius: '4px',
    colorBackground: '#f1f1f1',
    colorTextSecondary: '#555a66',
    colorTextPlaceholder: '#62666f',
    inputColorBorder: '#f1f1f1',
    inputBoxShadow: 'none',
  },
};

/** Newer spellings that mean an older variable (docs.stripe.com/elements/appearance-api). */
const twins: Readonly<Record<string, string>> = {
  spacingGridRow: 'gridRowSpacing',
  spacingGridColumn: 'gridColumnSpacing',
  spacingTab: 'tabSpacing',
  spacingAccordionItem: 'accordionItemSpacing',
  colorIcon: 'iconColor',
  colorIconCardError: 'iconCardErrorColor',
  colorIconCardCvc: 'iconCardCvcColor',
  colorIconCardCvcError: 'iconCardCvcErrorColor',
  colorIconChevronDown: 'iconChevronDownColor',
  colorIconTab: 'tabIconColor',
  colorIconTabSelected: 'tabIconSelectedColor',
};

/**
 * A theme's variables with the page's laid over them, as CSS custom properties. Values that could
 * reach the network or leave the declaration are dropped, with a warning each.
 */
export function resolveVariables(appearance: Appearance): {
  properties: Map<string, string>;
  warnings: string[];
} {
  const properties = new Map<string, string>();
  const warnings: string[] = [];
  const theme = themes[appearance.theme ?? 'stripe'] ?? stripe;
  for (const [name, value] of Object.entries(theme)) properties.set(`--${name}`, value);
  for (const [name, value] of Object.entries(appearance.variables ?? {})) {
    if (typeof value !== 'string' || !isSafeValue(value)) {
      warnings.push(`elements.update(): appearance.variables.${name} has an unsupported value.`);
      continue;
    }
    if (!/^[a-zA-Z0-9]+$/.test(name)) {
      warnings.push(`appearance.variables.${name} is not a supported variable.`);
      continue;
    }
    properties.set(`--${twins[name] ?? name}`, value);
  }
  return { properties, warnings };
}

/** No addresses, no escapes, nothing that ends a declaration. */
export function isSafeValue(value: string): boolean {
  return !/url\s*\(|image-set|expression|@import|[;{}\\<>]/i.test(value);
}
