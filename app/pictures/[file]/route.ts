import { readPicture } from '@/lib/catalog/pictures';
import { handle } from '@/lib/security/handle';

interface Context {
  readonly params: Promise<{ file: string }>;
}

/** A seller's picture, which anybody may see, as the shop shows it. What has this address never changes. */
export const GET = handle(async (_request, { params }: Context) => {
  const { file } = await params;
  const bytes = await readPicture(`/pictures/${file}`);
  if (!bytes) return new Response(null, { status: 404 });
  return new Response(bytes, {
    headers: {
      'Content-Type': 'image/webp',
      'Cache-Control': 'public, max-age=31536000, immutable',
    },
  });
});
