import { ButtonLink } from '@/components/ui/button';

/** The ways in a list that goes on from behind its last row: to older ones, and to the newest. */
export function OlderLink({
  older,
  newest,
}: {
  /** Null where there are none. */
  readonly older: string | null;
  /** Null on the first page. */
  readonly newest: string | null;
}) {
  if (!older && !newest) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex justify-end gap-2">
      {newest ? (
        <ButtonLink tone="secondary" href={newest}>
          Newest
        </ButtonLink>
      ) : null}
      {older ? (
        <ButtonLink tone="secondary" href={older} rel="next">
          Older
        </ButtonLink>
      ) : null}
    </nav>
  );
}
