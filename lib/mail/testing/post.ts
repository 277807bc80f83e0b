/** For tests only: a mail server that keeps what it gets, or refuses it. */
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeEach, vi } from 'vitest';

interface Post {
  /** What came since the test began. */
  readonly arrived: { readonly to: string; readonly raw: string }[];
  /** What it says to each mail in place of taking it. */
  refuse: string | null;
}

/** Call it at the top of a test file, before anything reads the configuration. */
export async function openPost(): Promise<Post> {
  const post: Post = { arrived: [], refuse: null };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'someone' && password === 'a-password'
        ? done(null, { user: username })
        : done(new Error('nobody of that name')),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (post.refuse) {
          done(Object.assign(new Error(post.refuse), { responseCode: 451 }));
          return;
        }
        const [to] = session.envelope.rcptTo;
        post.arrived.push({ to: to?.address ?? '', raw: Buffer.concat(parts).toString() });
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      resolve((listening.address() as { port: number }).port);
    });
  });
  // Read once, on the first use of config().
  vi.stubEnv('SMTP_URL', `smtp://someone:a-password@127.0.0.1:${port}`);
  beforeEach(() => {
    post.arrived.length = 0;
    post.refuse = null;
  });
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return post;
}
