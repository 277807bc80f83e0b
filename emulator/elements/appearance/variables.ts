import type { Appearance } from './appearance';

type Variables = Readonly<Record<string, string>>;

const stripe = {
  fontFamily:
    '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontSmooth: 'antialiased',
  fontVariantLigatures: 'normal',
  fontVariationSettings: 'normal',
  fontSizeBase: '16px',
  fontSizeXl: '1.25rem',
  fontSizeLg: '1.125rem',
  fontSizeSm: '0.93rem',
  fontSizeXs: '0.8125rem',
  fontSize2Xs: '0.75rem',
  fontSize3Xs: '0.6875rem',
  fontLineHeight: '1.4',
  fontWeightLight: '300',
  fontWeightNormal: '400',
  fontWeightMedium: '500',
  fontWeightBold: '600',
  spacingUnit: '4px',
  gridRowSpacing: 'calc(var(--spacingUnit) * 3)',
  gridColumnSpacing: 'calc(var(--spacingUnit) * 3)',
  tabSpacing: 'calc(var(--spacingUnit) * 2)',
  pickerItemSpacing: 'calc(var(--spacingUnit) * 2)',
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
  accessibleColorOnColorPrimary: '#ffffff',
  accessibleColorOnColorBackground: 'var(--colorText)',
  accessibleColorOnColorSuccess: '#ffffff',
  accessibleColorOnColorDanger: '#ffffff',
  accessibleColorOnColorWarning: '#30313d',
  focusBoxShadow:
    '0 0 0 3px color-mix(in srgb, var(--colorPrimary) 22%, transparent), 0 1px 1px rgba(0, 0, 0, 0.03)',
  focusOutline: '0',
  inputColorBorder: '#e2e2e7',
  inputBoxShadow: '0 1px 1px rgba(0, 0, 0, 0.03), 0 3px 6px rgba(0, 0, 0, 0.02)',
  inputFocusColorBorder: 'var(--colorPrimary)',
  inputFocusBoxShadow: 'var(--focusBoxShadow)',
  checkboxColorBorder: '#8a8f9e',
  blockColorBackground: 'var(--colorBackground)',
  blockColorBorder: 'var(--inputColorBorder)',
  labelColorText: 'var(--colorText)',
  labelFontSize: 'var(--fontSizeSm)',
  labelFontWeight: 'var(--fontWeightNormal)',
  labelSpacing: 'var(--spacingUnit)',
  labelFloatingColorText: 'var(--colorTextSecondary)',
  labelRestingColorText: 'var(--colorTextPlaceholder)',
  accordionItemLabelColorText: 'var(--colorTextSecondary)',
  accordionItemLabelFontSize: '1rem',
  accordionItemLabelFontWeight: 'var(--fontWeightMedium)',
  accordionItemLabelSelectedColorText: 'var(--colorText)',
  accordionItemLabelSelectedFontWeight: 'var(--accordionItemLabelFontWeight)',
  accordionItemTriggerColor: 'var(--iconColor)',
  accordionItemTriggerHoverColor: 'var(--accordionItemTriggerColor)',
  accordionItemTriggerSelectedColor: 'var(--colorPrimary)',
  buttonBorderRadius: 'var(--borderRadius)',
  buttonExpressCheckoutBorderRadius: 'var(--buttonBorderRadius)',
  buttonBoxShadow: 'none',
  buttonColorBackground: 'var(--colorBackground)',
  buttonColorText: 'var(--colorText)',
  buttonFontSize: 'var(--fontSizeSm)',
  buttonFontWeight: 'var(--fontWeightMedium)',
  buttonPadding: '6px 14px',
  iconColor: 'var(--colorTextSecondary)',
  iconHoverColor: 'var(--colorText)',
  iconCardErrorColor: 'var(--colorDanger)',
  iconCardCvcColor: 'var(--iconColor)',
  iconCardCvcErrorColor: 'var(--colorDanger)',
  iconCheckmarkColor: 'var(--accessibleColorOnColorPrimary)',
  iconChevronDownColor: 'var(--iconColor)',
  iconChevronDownHoverColor: 'var(--iconHoverColor)',
  iconCloseColor: 'var(--iconColor)',
  iconCloseHoverColor: 'var(--iconHoverColor)',
  iconLoadingIndicatorColor: 'var(--iconColor)',
  iconMenuColor: 'var(--iconColor)',
  iconMenuHoverColor: 'var(--iconHoverColor)',
  iconPasscodeDeviceColor: 'var(--iconColor)',
  iconPasscodeDeviceHoverColor: 'var(--iconHoverColor)',
  iconPasscodeDeviceNotificationColor: 'var(--colorPrimary)',
  iconRedirectColor: 'var(--iconColor)',
  tabIconColor: 'var(--iconColor)',
  tabIconHoverColor: 'var(--iconHoverColor)',
  tabIconSelectedColor: 'var(--colorPrimary)',
  tabIconMoreColor: 'var(--tabIconColor)',
  tabIconMoreHoverColor: 'var(--tabIconHoverColor)',
  logoColor: 'light',
  tabLogoColor: 'var(--logoColor)',
  tabLogoSelectedColor: 'var(--tabLogoColor)',
  blockLogoColor: 'var(--logoColor)',
} satisfies Variables;

const themes: Readonly<Record<NonNullable<Appearance['theme']>, Variables>> = {
  stripe,
  night: {
    ...stripe,
    colorPrimary: '#85d996',
    accessibleColorOnColorPrimary: '#1a1b25',
    accessibleColorOnColorDanger: '#1a1b25',
    checkboxColorBorder: '#8f93a3',
    logoColor: 'dark',
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
    // Fields without a frame need other ground than what they stand in.
    blockColorBackground: 'transparent',
    blockColorBorder: 'color-mix(in srgb, var(--colorText) 14%, transparent)',
    inputBoxShadow: 'none',
  },
};

/** Other spellings of a variable (docs.stripe.com/elements/appearance-api). */
const twins: Readonly<Record<string, string>> = {
  spacingGridRow: 'gridRowSpacing',
  spacingGridColumn: 'gridColumnSpacing',
  spacingTab: 'tabSpacing',
  spacingAccordionItem: 'accordionItemSpacing',
  spacingPickerItem: 'pickerItemSpacing',
  colorPrimaryText: 'accessibleColorOnColorPrimary',
  colorBackgroundText: 'accessibleColorOnColorBackground',
  colorSuccessText: 'accessibleColorOnColorSuccess',
  colorDangerText: 'accessibleColorOnColorDanger',
  colorWarningText: 'accessibleColorOnColorWarning',
  colorIcon: 'iconColor',
  colorIconHover: 'iconHoverColor',
  colorIconCardError: 'iconCardErrorColor',
  colorIconCardCvc: 'iconCardCvcColor',
  colorIconCardCvcError: 'iconCardCvcErrorColor',
  colorIconCheckmark: 'iconCheckmarkColor',
  colorIconChevronDown: 'iconChevronDownColor',
  colorIconChevronDownHover: 'iconChevronDownHoverColor',
  colorIconRedirect: 'iconRedirectColor',
  colorIconTab: 'tabIconColor',
  colorIconTabHover: 'tabIconHoverColor',
  colorIconTabSelected: 'tabIconSelectedColor',
  colorIconTabMore: 'tabIconMoreColor',
  colorIconTabMoreHover: 'tabIconMoreHoverColor',
  colorLogo: 'logoColor',
  colorLogoTab: 'tabLogoColor',
  colorLogoTabSelected: 'tabLogoSelectedColor',
  colorLogoBlock: 'blockLogoColor',
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
      warnings.push(`appearance.variables.${name} has an unsupported value.`);
      continue;
    }
    const known = twins[name] ?? name;
    if (!Object.hasOwn(stripe, known)) {
      warnings.push(`appearance.variables.${name} is not a supported variable.`);
      continue;
    }
    properties.set(`--${known}`, value);
  }
  return { properties, warnings };
}

/** No addresses, no escapes, nothing that ends a declaration. */
export function isSafeValue(value: string): boolean {
  return !/url\s*\(|image-set|expression|@import|[;{}\\<>]/i.test(value);
}
