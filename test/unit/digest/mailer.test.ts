import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMailer } from '../../../workers/digest/openMailer';

const message = {
  id: '0b8b2f5e-0000-4000-8000-000000000001',
  to: 'palidan@kashi.example',
  subject: '会签提醒单：即将到期1件',
  text: '财政局局长某某：\n\n一件。',
  at: new Date('2025-11-24T02:30:00Z'),
};

describe('MAIL_URL', () => {
  it('没有填的不寄，别的写法说明怎么写', () => {
    expect(openMailer(undefined, 'a@b.example')).toBeNull();
    expect(openMailer('', 'a@b.example')).toBeNull();
    expect(() => openMailer('http://mail.example', 'a@b.example')).toThrow('file:、smtp:// 或 smtps://');
  });
});

describe('file:', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xingshu-mail-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('一封一个 .eml，再寄一次还是那一个', async () => {
    const mailer = openMailer(`file:${folder}/发件`, '行署办公室 <office@kashi.example>');
    await mailer?.deliver(message);
    await mailer?.deliver(message);
    expect(await readdir(join(folder, '发件'))).toEqual([`${message.id}.eml`]);
    const mail = await readFile(join(folder, '发件', `${message.id}.eml`), 'utf8');
    expect(mail).toContain('To: palidan@kashi.example');
    expect(mail).toContain(`Message-ID: <${message.id}@kashi.example>`);
    expect(mail).toContain('Auto-Submitted: auto-generated');
    expect(mail).toContain('Date: Mon, 24 Nov 2025 02:30:00 +0000');
    const body = mail.slice(mail.indexOf('\r\n\r\n')).replace(/\s/g, '');
    expect(Buffer.from(body, 'base64').toString('utf8')).toContain('财政局局长某某：');
  });

  it('标题里的换行不会多出一行信头', async () => {
    const mailer = openMailer(`file:${folder}`, 'office@kashi.example');
    await mailer?.deliver({ ...message, subject: '标题\r\nBcc: other@kashi.example' });
    const mail = await readFile(join(folder, `${message.id}.eml`), 'utf8');
    expect(mail).not.toMatch(/^Bcc:/m);
  });
});

describe('smtp://', () => {
  const received: string[] = [];
  let server: Server;
  let refuses = false;
  beforeAll(async () => {
    server = createServer((socket) => {
      let inData = false;
      socket.write('220 test\r\n');
      socket.on('data', (chunk) => {
        for (const line of chunk.toString('utf8').split('\r\n').filter(Boolean)) {
          received.push(line);
          if (inData && line !== '.') continue;
          if (line === 'DATA') inData = true;
          if (line === '.') inData = false;
          const answer =
            line === 'DATA' ? '354 go on' : line.startsWith('RCPT') && refuses ? '550 no' : '250 ok';
          socket.write(`${answer}\r\n`);
        }
      });
      socket.on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const open = () =>
    openMailer(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, 'office@kashi.example');

  it('交给邮件服务器', async () => {
    const mailer = open();
    await mailer?.deliver(message);
    mailer?.close();
    expect(received).toContain('MAIL FROM:<office@kashi.example>');
    expect(received).toContain('RCPT TO:<palidan@kashi.example>');
    expect(received).toContain(`Message-ID: <${message.id}@kashi.example>`);
  });

  it('服务器不收的，说出来，由寄的人再试', async () => {
    refuses = true;
    await expect(open()?.deliver(message)).rejects.toThrow('550');
  });
});
