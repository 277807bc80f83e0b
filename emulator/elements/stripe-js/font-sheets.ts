import type { FontSource } from '../appearance/fonts';

/** How long a stylesheet may keep the Elements waiting. Milliseconds. */
const SHEET_WITHIN = 3_000;

/** Descriptors of a font face, by their names in a font source. */
const descriptors = {
  weight: 'font-weight',
  style: 'font-style',
  display: 'font-display',
  unicodeRange: 'unicode-range',
} as const;

/**
 * The fonts of a group with each stylesheet (`cssSrc`) in the place of the faces it declares
 * (docs.stripe.com/js/appendix/css_font_source_object). It is read by the page, whose policy has to
 * let it: a frame never sees more of it than font faces, since the rest could dress the card's fields.
 * One that can't be had is warned of and left out. Never rejects.
 */
export async function readFontSheets(fonts: readonly FontSource[]): Promise<FontSource[]> {
  const read = fonts.map(async (font) => {
    if (font.cssSrc === undefined) return [font];
    try {
      return await facesOf(font.cssSrc);
    } catch {
      console.warn(`[Stripe.js] fonts: ${font.cssSrc} could not be loaded.`);
      return [];
    }
  });
  return (await Promise.all(read)).flat();
}

async function facesOf(address: string): Promise<FontSource[]> {
  const response = await fetch(address, {
    credentials: 'omit',
    signal: AbortSignal.timeout(SHEET_WITHIN),
  });
  if (!response.ok) throw new Error(String(response.status));
  const base = response.url || new URL(address, document.baseURI).href;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(withWholeAddresses(await response.text(), base));
  return [...sheet.cssRules]
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .map(({ style }) => {
      const face: FontSource = {
        family: style.getPropertyValue('font-family').replace(/^(["'])(.*)\1$/, '$2'),
        src: style.getPropertyValue('src'),
      };
      for (const [name, property] of Object.entries(descriptors)) {
        const value = style.getPropertyValue(property);
        if (value) face[name as keyof typeof descriptors] = value;
      }
      return face;
    });
}

/** Addresses in a stylesheet are told from where it is. */
function withWholeAddresses(css: string, base: string): string {
  return css.replace(
    /url\(\s*(["']?)([^"')]+)\1\s*\)/g,
    (_, __, address: string) => `url("${new URL(address, base).href}")`,
  );
}
