export { MailFailure, type MailOutcome } from './mail-failure.ts';
export { readMailServer } from './mail-server.ts';
export { type Mail, type Mailer, type MailPicture, openMailer, type Sent } from './mailer.ts';
