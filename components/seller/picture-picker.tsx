import { Picture } from '@/components/ui/picture';

interface PicturePickerProps {
  readonly pictures: readonly string[];
  readonly chosen: string;
  readonly onChoose: (picture: string) => void;
}

/** The name of a drawing, from that of its file. */
const nameOf = (picture: string) =>
  picture
    .replace(/^.*\//, '')
    .replace(/\.svg$/, '')
    .replaceAll('-', ' ');

/** One of Souk's drawings: native radios that wear pictures. */
export function PicturePicker({ pictures, chosen, onChoose }: PicturePickerProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">Picture</legend>
      <div className="grid max-h-72 grid-cols-4 gap-2 overflow-y-auto rounded-xl border border-line p-2 sm:grid-cols-8">
        {pictures.map((picture) => (
          <label
            key={picture}
            className="relative block overflow-hidden rounded-lg border-2 border-transparent has-checked:border-money has-focus-visible:outline-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name="picture"
              aria-label={nameOf(picture)}
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
