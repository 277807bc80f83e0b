import { z } from 'zod';

/** Where e-mails go. Without a server they are kept, to be read by the operator. */
export interface MailConfig {
  /** With name and password in it: for the mailer alone, never for a log. */
  readonly smtpUrl: string | null;
  readonly from: string;
}

export const mailVariables = {
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'SMTP_URL must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/,
      'MAIL_FROM must be an address such as Souk <hello@example.com>',
    )
    .default('Souk <receipts@souk.example>'),
};

export function mailConfig(env: {
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM: string;
}): MailConfig {
  return { smtpUrl: env.SMTP_URL ?? null, from: env.MAIL_FROM };
}
