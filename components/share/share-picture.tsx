/**
 * A page as a picture for links to it, 1200 by 630. Drawn by Satori, which knows flex boxes and inline
 * styles alone: https://github.com/vercel/satori#css
 */
export const shareSize = { width: 1200, height: 630 };

interface SharePictureProps {
  readonly title: string;
  readonly lines: readonly string[];
  /** A square drawing as a data address; null for none. */
  readonly drawing: string | null;
}

export function SharePicture({ title, lines, drawing }: SharePictureProps) {
  return (
    <div
      style={{
        width: '100%',
        height: '100%',
        display: 'flex',
        alignItems: 'center',
        background: '#fbfaf8',
        color: '#1c1a17',
        padding: 64,
        gap: 56,
      }}
    >
      <div style={{ display: 'flex', flexDirection: 'column', flex: 1 }}>
        <div style={{ display: 'flex', alignItems: 'center', fontSize: 36, color: '#0b6e4f' }}>
          Souk
        </div>
        <div style={{ display: 'flex', fontSize: 76, lineHeight: 1.1, marginTop: 28 }}>{title}</div>
        {lines.map((line) => (
          <div
            key={line}
            style={{ display: 'flex', fontSize: 34, color: '#5c574f', marginTop: 20 }}
          >
            {line}
          </div>
        ))}
      </div>
      {drawing ? (
        // Satori's own; there is no browser and no loader.
        // eslint-disable-next-line @next/next/no-img-element
        <img src={drawing} alt="" width={460} height={460} style={{ borderRadius: 40 }} />
      ) : null}
    </div>
  );
}
