/** A font of the page's (docs.stripe.com/js/appendix/css_font_source_object and custom_font…). */
export interface FontSource {
  cssSrc?: string;
  family?: string;
  src?: string;
  weight?: string;
  style?: string;
  display?: string;
  unicodeRange?: string;
}

/**
 * Loads the page's fonts into a frame; a font that can't be had leaves the next in the family. What
 * stylesheets (`cssSrc`) declare comes from the page's half, as `stripe-js/font-sheets.ts` read it.
 */
export function loadFonts(fonts: readonly FontSource[]): void {
  for (const font of fonts) {
    const { family, src, weight, style, display, unicodeRange } = font;
    if (!family || !src) continue;
    try {
      const face = new FontFace(family, src, {
        ...(weight ? { weight } : {}),
        ...(style ? { style } : {}),
        ...(display ? { display: display as FontDisplay } : {}),
        ...(unicodeRange ? { unicodeRange } : {}),
      });
      document.fonts.add(face);
      face.load().catch(() => {
        console.warn(`[Stripe.js] fonts: ${family} could not be loaded.`);
      });
    } catch {
      console.warn(`[Stripe.js] fonts: ${family} has an unsupported value.`);
    }
  }
}
