import { createTransport, type Transporter } from 'nodemailer';
import { config } from '../config/config';
import type { mails } from '../store/schema';

type Mail = Pick<
  typeof mails.$inferSelect,
  'recipient' | 'recipientName' | 'subject' | 'text' | 'html' | 'messageId'
>;

const kept = globalThis as typeof globalThis & {
  soukMailer?: { readonly url: string; readonly transporter: Transporter };
};

/** One for the process; it opens a connection for each mail. https://nodemailer.com/smtp/ */
function mailer(url: string): Transporter {
  if (kept.soukMailer?.url !== url) {
    const transporter = createTransport({
      url,
      // A server that is silent counts as one that cannot be reached, well before the lease ends.
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    kept.soukMailer = { url, transporter };
  }
  return kept.soukMailer.transporter;
}

/** Hands a mail to the server. Null when it took it, else what was wrong, in a few words. */
export async function deliver(mail: Mail): Promise<string | null> {
  const { smtpUrl, from } = config().mail;
  if (!smtpUrl) return 'There is no mail server any more.';
  try {
    await mailer(smtpUrl).sendMail({
      from,
      to: { name: mail.recipientName, address: mail.recipient },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return null;
  } catch (error) {
    return wrong(error);
  }
}

/** The code and the server's own answer; never the address of the server, which holds a password. */
function wrong(error: unknown): string {
  const { code, response } = error as { readonly code?: unknown; readonly response?: unknown };
  const said = typeof response === 'string' ? response : 'the server could not be reached';
  return `${typeof code === 'string' ? code : 'ERROR'}: ${said}`.slice(0, 200);
}
