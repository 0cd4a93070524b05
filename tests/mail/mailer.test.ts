import { afterEach, describe, expect, test } from 'vitest';
import { type Mailer, type MailFailure, openMailer, readMailServer } from '../../integrations/mail/index.ts';
import { type MailBox, startMailServer } from '../servers/mail-server.ts';

const mail = {
  from: { name: '林衍', address: 'lin@example.com' },
  to: 'ann@example.com',
  subject: '重试让一次抖动变成雪崩',
  text: '第一段。\n.\n第二段。',
};

let box: MailBox;
let mailer: Mailer;

async function open(options: Parameters<typeof startMailServer>[0] = {}, patience = {}): Promise<void> {
  box = await startMailServer(options);
  mailer = openMailer(readMailServer({ SMTP_URL: box.url }), patience);
}

afterEach(async () => {
  mailer?.close();
  await box?.close();
});

/** The failure of a mail that must not be known to have gone out. */
function failureOf(sent: Promise<unknown>): Promise<MailFailure> {
  return sent.then(
    () => expect.fail('the mail went out'),
    (error: MailFailure) => error,
  );
}

describe('a mail', () => {
  test('arrives as it was written, with its picture', async () => {
    await open({ login: { user: 'me@example.com', pass: 'p@ss:word/1' } });
    const picture = { cid: 'one', name: '图.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
    await mailer.send({
      ...mail,
      html: '<p>第一段。<img src="cid:one"></p>',
      messageId: '<a.b@example.com>',
      headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
      pictures: [picture],
    });
    const [{ from, to, parsed } = expect.fail('nothing arrived')] = box.mails();
    expect({ from, to }).toEqual({ from: 'lin@example.com', to: ['ann@example.com'] });
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.text?.trim()).toBe(mail.text);
    expect(parsed.messageId).toBe('<a.b@example.com>');
    expect(parsed.from?.value).toEqual([{ name: '林衍', address: 'lin@example.com' }]);
    expect(parsed.headers.get('list')).toMatchObject({
      'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
    });
    expect(parsed.attachments.map(({ cid, content }) => ({ cid, bytes: [...content] }))).toEqual([
      { cid: 'one', bytes: [1, 2, 3] },
    ]);
  });

  test('goes over the connection of the one before', async () => {
    await open();
    const to = ['a@example.com', 'b@example.com', 'c@example.com'];
    await Promise.all(to.map((to) => mailer.send({ ...mail, to })));
    expect(box.mails().flatMap((kept) => kept.to)).toEqual(to);
    expect(box.connections()).toBe(1);
  });

  test('goes over a new connection once the server has ended the old one', async () => {
    await open();
    await mailer.send(mail);
    box.spoil('b@example.com', 'closing');
    await mailer.send({ ...mail, to: 'b@example.com' });
    expect(box.to('b@example.com')).toHaveLength(1);
    expect(box.connections()).toBe(2);
  });
});

describe('a mail that does not go out', () => {
  test.each([
    ['refused', 'refused', false, /550/],
    ['full', 'later', false, /452/],
    ['spam', 'refused', false, /554/],
    ['cut-before', 'later', true, /closed/],
    ['answer-lost', 'uncertain', true, /gave no answer/],
    ['silent', 'uncertain', true, /gave no answer/],
  ] as const)('meets “%s”: %s', async (trouble, outcome, isOfServer, said) => {
    await open({}, { answer: trouble === 'silent' ? 300 : 60_000 });
    box.spoil('bad@example.com', trouble);
    const failure = await failureOf(mailer.send({ ...mail, to: 'bad@example.com' }));
    expect(failure).toMatchObject({
      name: 'MailFailure',
      outcome,
      isOfServer,
      message: expect.stringMatching(said),
    });
    await mailer.send(mail);
    expect(box.to('ann@example.com')).toHaveLength(1);
  });

  test('because of the password: no mail will, and the password is not in the text', async () => {
    await open({ login: { user: 'me', pass: 'right' } });
    mailer = openMailer(readMailServer({ SMTP_URL: box.url.replace('right', 'wrong-one') }));
    const failure = await failureOf(mailer.send(mail));
    expect(failure).toMatchObject({
      outcome: 'setup',
      isOfServer: true,
      hint: expect.stringContaining('SMTP_URL'),
    });
    expect(failure.message).toContain('535');
    expect(failure.message).not.toContain('wrong-one');
  });

  test('because nothing answers there', async () => {
    await open();
    await box.close();
    expect(await failureOf(mailer.send(mail))).toMatchObject({ outcome: 'later', isOfServer: true });
  });

  test('because it is longer than the server takes', async () => {
    await open({ size: 1000 });
    const failure = await failureOf(mailer.send({ ...mail, text: '长'.repeat(1000) }));
    expect(failure).toMatchObject({ outcome: 'refused', isOfServer: false });
  });
});

describe('the address of the server', () => {
  test('is asked for where it is missing, or is something else', () => {
    expect(() => readMailServer({})).toThrow('SMTP_URL is not set');
    for (const SMTP_URL of ['smtp.example.com', 'https://example.com', 'smtps://'])
      expect(() => readMailServer({ SMTP_URL })).toThrow('not the address of a mail server');
  });

  test('with a password wants TLS, but to this machine', () => {
    const wants = (SMTP_URL: string) => readMailServer({ SMTP_URL }).options.requireTLS;
    expect(wants('smtp://me:secret@smtp.example.com:587')).toBe(true);
    expect(wants('smtp://me:secret@smtp.example.com:587?requireTLS=false')).toBe(false);
    expect(wants('smtp://me:secret@127.0.0.1:2525')).toBe(false);
    expect(wants('smtp://localhost')).toBe(false);
  });

  test('keeps the signs of a password', () => {
    const { login } = readMailServer({ SMTP_URL: 'smtps://me%40example.com:p%40s%2Fs%3A@smtp.example.com' });
    expect(login).toEqual({ user: 'me@example.com', pass: 'p@s/s:' });
  });
});
