import { base64Of } from './base64-of';

interface Limits {
  /** The longer side of what is sent, in pixels. */
  readonly side?: number;
  /** What it may have, in bytes; base64 is a third larger. */
  readonly most?: number;
}

/**
 * A photograph as a smaller JPEG in base64, so that nobody sends ten megabytes by phone; the server
 * draws it anew anyway. Null when the browser cannot read the file as a picture.
 */
export async function shrinkPicture(
  file: Blob,
  { side = 1_600, most = 500_000 }: Limits = {},
): Promise<string | null> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return null;
  }
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  // What is transparent would become black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of [0.9, 0.75, 0.6, 0.4]) {
    const blob = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, 'image/jpeg', quality),
    );
    if (blob && blob.size <= most) return base64Of(blob);
  }
  return null;
}
