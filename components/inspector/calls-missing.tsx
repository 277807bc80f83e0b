import { Button } from '@/components/ui/button';

interface CallsMissingProps {
  readonly onTry: () => void;
  /** When given, a button to do without it. */
  readonly onClose?: () => void;
}

/** In place of the inspector when its script did not come; the page around it works on. */
export function CallsMissing({ onTry, onClose }: CallsMissingProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-4 text-sm sm:px-5">
      <p role="alert" className="min-w-0 flex-1 basis-64">
        The calls could not be loaded. Check your connection and try again.
      </p>
      <Button tone="secondary" onClick={onTry}>
        Try again
      </Button>
      {onClose ? (
        <Button tone="ghost" onClick={onClose}>
          Close
        </Button>
      ) : null}
    </div>
  );
}
