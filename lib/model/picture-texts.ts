/** What pictures of a product show, in its seller's words, by their addresses; none of one that needs none. */
export type PictureTexts = Readonly<Record<string, string>>;

/** As much as is still listened to, in characters. */
export const longestPictureText = 120;

/** Those of these pictures that say something. */
export function pictureTextsOf(pictures: readonly string[], texts: PictureTexts): PictureTexts {
  return Object.fromEntries(
    pictures.flatMap((picture) => {
      const text = texts[picture]?.trim();
      return text ? [[picture, text]] : [];
    }),
  );
}
