import { clsx } from 'clsx';
import { ImagePlus } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Picture } from '@/components/ui/picture';
import { callApi } from '@/lib/browser/api';
import { shrinkPicture } from '@/lib/browser/shrink-picture';

interface PicturePickerProps {
  /** What this seller has brought, the newest first. */
  readonly own: readonly string[];
  /** Souk's. */
  readonly drawings: readonly string[];
  readonly chosen: string;
  readonly onChoose: (picture: string) => void;
}

/** The name of a drawing, from that of its file. */
const nameOf = (picture: string) =>
  picture
    .replace(/^.*\//, '')
    .replace(/\.svg$/, '')
    .replaceAll('-', ' ');

/** A picture of the seller's own, or one of Souk's drawings: native radios that wear pictures. */
export function PicturePicker({ own, drawings, chosen, onChoose }: PicturePickerProps) {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [brought, setBrought] = useState<readonly string[]>([]);
  const [bringing, setBringing] = useState(false);
  const [said, setSaid] = useState<{ readonly text: string; readonly wrong: boolean } | null>(null);
  const mine = [...new Set([...brought, ...own])];
  // One that is borne already, and is neither, stays to choose from.
  const all = [...new Set([...mine, ...drawings, ...(chosen ? [chosen] : [])])];

  async function bring(photograph: File) {
    setBringing(true);
    setSaid(null);
    const small = await shrinkPicture(photograph);
    const kept = small
      ? await callApi<{ picture: string }>('POST', '/api/goods/pictures', { file: small })
      : { ok: false as const, message: 'This is no picture that your browser can read.' };
    setBringing(false);
    if (file.current) file.current.value = '';
    if (!kept.ok) return setSaid({ text: kept.message, wrong: true });
    setBrought([kept.value.picture, ...brought]);
    onChoose(kept.value.picture);
    setSaid({ text: 'Your picture is here and chosen.', wrong: false });
  }

  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">Picture</legend>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <label
          htmlFor={id}
          className={clsx(
            'inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-lg border border-line-strong bg-surface px-4 text-sm font-medium',
            'has-focus-visible:outline-2 has-focus-visible:outline-ring',
          )}
        >
          <ImagePlus aria-hidden className="size-4 shrink-0" />
          {bringing ? 'Bringing it…' : 'Bring a picture of your own'}
          <input
            ref={file}
            id={id}
            type="file"
            accept="image/*"
            disabled={bringing}
            className="sr-only"
            onChange={({ target }) => {
              const [photograph] = target.files ?? [];
              if (photograph) void bring(photograph);
            }}
          />
        </label>
        <p role="status" className={clsx('text-sm', said?.wrong ? 'text-danger' : 'text-ink-soft')}>
          {said?.text ?? 'It is cut to a square. Where it was taken is not kept.'}
        </p>
      </div>
      <div className="grid max-h-72 grid-cols-4 gap-2 overflow-y-auto rounded-xl border border-line p-2 sm:grid-cols-8">
        {all.map((picture) => (
          <label
            key={picture}
            className="relative block overflow-hidden rounded-lg border-2 border-transparent has-checked:border-money has-focus-visible:outline-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name="picture"
              aria-label={
                mine.includes(picture)
                  ? `your picture ${mine.length - mine.indexOf(picture)}`
                  : nameOf(picture)
              }
              checked={picture === chosen}
              className="absolute inset-0 size-full cursor-pointer opacity-0"
              onChange={() => onChoose(picture)}
            />
            <Picture src={picture} className="w-full" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
