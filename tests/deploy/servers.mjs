// Starts Debian's own nginx, Apache and Caddy with the files of deploy/, as an administrator would install them.
//
// Replaced in those files: ports, folders, the certificate. Everything else, the server's main configuration included, is what
// Debian or deploy/ has. Each server holds the app three ways: under its own host name over https, redirected from http, and
// in a folder of another site.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url));
const CACHE = process.env.SHIRUBE_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'shirube');
/** Debian's packages, fetched and unpacked by `cargo xtask setup` (xtask/src/web_servers.rs). */
const SERVERS = process.env.SHIRUBE_WEB_SERVERS ?? join(CACHE, 'web-servers');
const HOST = '127.0.0.1';
const START_LIMIT = 15_000;
const IS_ROOT = process.getuid() === 0;

/** What Debian turns on when apache2 is installed, and what deploy/apache asks for. */
const APACHE_MODULES = [
  ...['mpm_event', 'authz_core', 'authn_core', 'authz_host', 'auth_basic', 'access_compat', 'authn_file', 'authz_user'],
  ...['alias', 'dir', 'autoindex', 'env', 'mime', 'negotiation', 'setenvif', 'filter', 'deflate', 'status', 'reqtimeout'],
  ...['headers', 'rewrite', 'ssl', 'socache_shmcb'],
];
const APACHE_CONFS = ['charset', 'localized-error-pages', 'other-vhosts-access-log', 'security', 'serve-cgi-bin'];

/**
 * A folder that the servers' own user can read: the app, a certificate, and places for what servers write.
 */
export async function stage(dist) {
  const folder = await mkdtemp(join(tmpdir(), 'shirube-deploy-'));
  await chmod(folder, 0o755);
  const app = join(folder, 'www/shirube');
  await cp(dist, app, { recursive: true });
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', '/CN=shirube.example.org', '-addext', `subjectAltName=IP:${HOST},DNS:shirube.example.org`],
    ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')],
  ]);
  return {
    folder,
    app,
    key: join(folder, 'key.pem'),
    certificate: join(folder, 'certificate.pem'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * Starts one server.
 *
 * @param {'nginx' | 'apache' | 'caddy'} name
 * @param {Awaited<ReturnType<typeof stage>>} place
 * @param {(file: string, text: string) => string} edit what the administrator changes in a file of deploy/
 */
export async function start(name, place, edit = (_, text) => text) {
  const home = await mkdtemp(join(place.folder, `${name}-`));
  await chmod(home, 0o755);
  const [tls, plain, folder, rented] = await freePorts(4);
  const ports = { tls, plain, folder, rented };
  const read = async (file) => edit(file, await readFile(join(DEPLOY, file), 'utf8'));
  const { program, args, env, log, listening } = await SET_UP[name]({ home, place, ports, read });
  const child = spawn(join(SERVERS, program), args, {
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, LD_LIBRARY_PATH: await libraries() },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const ended = once(child, 'exit').catch((error) => (said += error.message));
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await ended;
    }
  };
  try {
    await Promise.all(listening.map((port) => answers(port, child, () => said)));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: `https://${HOST}:${ports.tls}/`,
    plainUrl: `http://${HOST}:${ports.plain}/`,
    folderUrl: `http://${HOST}:${ports.folder}/shirube/`,
    rentedUrl: `http://${HOST}:${ports.rented}/`,
    log,
    said: () => said,
    close,
  };
}

const SET_UP = {
  async nginx({ home, place, ports, read }) {
    const etc = join(home, 'etc');
    await cp(join(SERVERS, 'etc/nginx'), etc, { recursive: true, verbatimSymlinks: true });
    const log = join(home, 'shirube.log');
    const paths = (text) =>
      text
        .replaceAll('/etc/nginx/', `${etc}/`)
        .replaceAll('/run/nginx.pid', join(home, 'nginx.pid'))
        .replaceAll('/var/log/nginx/', `${home}/`)
        .replaceAll('/var/www/shirube', place.app)
        .replaceAll('/var/www/html', join(place.folder, 'www'))
        .replaceAll('/etc/ssl/certs/shirube.pem', place.certificate)
        .replaceAll('/etc/ssl/private/shirube.key', place.key)
        .replace(/listen \[::\].*\n/g, '\n')
        .replace('listen 80;', `listen ${HOST}:${ports.plain};`)
        .replace('listen 443 ', `listen ${HOST}:${ports.tls} `);
    const main = paths(await readFile(join(SERVERS, 'etc/nginx/nginx.conf'), 'utf8'));
    await writeFile(join(etc, 'nginx.conf'), IS_ROOT ? main : main.replace(/^user .*\n/m, ''));
    const module = await readFile(join(SERVERS, 'usr/share/nginx/modules-available/mod-http-brotli-static.conf'), 'utf8');
    const moduleFolder = join(SERVERS, 'usr/lib/nginx/modules/');
    await writeFile(join(etc, 'modules-enabled/50-mod-http-brotli-static.conf'), module.replace(/modules\//, moduleFolder));
    await emptyFolder(join(etc, 'sites-enabled'));
    await writeFile(join(etc, 'conf.d/shirube-maps.conf'), await read('nginx/shirube-maps.conf'));
    await writeFile(join(etc, 'snippets/shirube-files.conf'), await read('nginx/shirube-files.conf'));
    await writeFile(join(etc, 'sites-enabled/shirube.conf'), paths(await read('nginx/shirube.conf')));
    const folder = paths(await read('nginx/shirube-subfolder.conf'));
    await writeFile(join(etc, 'sites-enabled/folder.conf'), `server {\nlisten ${HOST}:${ports.folder};\n${folder}}\n`);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    const lines = temporary.map((kind) => `${kind}_temp_path ${join(home, kind)};\n`);
    await writeFile(join(etc, 'conf.d/temporary.conf'), lines.join(''));
    const args = ['-p', `${home}/`, '-c', join(etc, 'nginx.conf'), '-g', 'daemon off;'];
    return { program: 'usr/sbin/nginx', args, env: {}, log, listening: [ports.tls, ports.plain, ports.folder] };
  },

  async apache({ home, place, ports, read }) {
    const etc = join(home, 'etc');
    await cp(join(SERVERS, 'etc/apache2'), etc, { recursive: true, verbatimSymlinks: true });
    for (const folder of ['mods-enabled', 'conf-enabled', 'sites-enabled']) await emptyFolder(join(etc, folder));
    const paths = (text) =>
      text
        .replaceAll('/usr/lib/apache2/modules/', join(SERVERS, 'usr/lib/apache2/modules/'))
        .replaceAll('/usr/share/apache2/', join(SERVERS, 'usr/share/apache2/'))
        .replaceAll('/etc/mime.types', join(SERVERS, 'etc/mime.types'))
        .replaceAll('/etc/apache2/', `${etc}/`)
        .replaceAll('/var/www/shirube', place.app)
        .replaceAll('/etc/ssl/certs/shirube.pem', place.certificate)
        .replaceAll('/etc/ssl/private/shirube.key', place.key)
        .replace('<VirtualHost *:80>', `<VirtualHost ${HOST}:${ports.plain}>`)
        .replace('<VirtualHost *:443>', `<VirtualHost ${HOST}:${ports.tls}>`);
    const available = await readdir(join(etc, 'mods-available'));
    for (const file of available.filter((file) => APACHE_MODULES.includes(file.replace(/\.(load|conf)$/, '')))) {
      await writeFile(join(etc, 'mods-enabled', file), paths(await readFile(join(etc, 'mods-available', file), 'utf8')));
    }
    for (const conf of APACHE_CONFS) await cp(join(etc, 'conf-available', `${conf}.conf`), join(etc, 'conf-enabled', `${conf}.conf`));
    await writeFile(join(etc, 'ports.conf'), Object.values(ports).map((port) => `Listen ${HOST}:${port}\n`).join(''));
    const values = await read('apache/shirube.htaccess');
    await writeFile(join(etc, 'shirube.htaccess'), values);
    await writeFile(join(etc, 'sites-enabled/shirube.conf'), paths(await read('apache/shirube.conf')));
    const folder = paths(await read('apache/shirube-subfolder.conf'));
    const other = join(home, 'other-site');
    await mkdir(other);
    // Rented web space: the file lies beside index.html.
    const space = join(home, 'space');
    await cp(place.app, space, { recursive: true });
    await writeFile(join(space, '.htaccess'), values);
    await writeFile(
      join(etc, 'sites-enabled/others.conf'),
      `<VirtualHost ${HOST}:${ports.folder}>\nDocumentRoot ${other}\n${folder}</VirtualHost>
<VirtualHost ${HOST}:${ports.rented}>\nDocumentRoot ${space}\n<Directory ${space}>
Options Indexes MultiViews FollowSymLinks\nAllowOverride FileInfo Indexes Options=Indexes,MultiViews\nRequire all granted\n</Directory>\n</VirtualHost>\n`,
    );
    const env = {
      APACHE_RUN_USER: IS_ROOT ? 'www-data' : process.env.USER ?? 'nobody',
      APACHE_RUN_GROUP: IS_ROOT ? 'www-data' : 'nogroup',
      APACHE_PID_FILE: join(home, 'apache.pid'),
      APACHE_RUN_DIR: home,
      APACHE_LOCK_DIR: home,
      APACHE_LOG_DIR: home,
    };
    // Debian's own file reads these two from the server's folder.
    const main = paths(await readFile(join(etc, 'apache2.conf'), 'utf8'));
    await writeFile(join(etc, 'apache2.conf'), `ServerName ${HOST}\n${main}`);
    const args = ['-d', etc, '-f', join(etc, 'apache2.conf'), '-D', 'FOREGROUND'];
    return { program: 'usr/sbin/apache2', args, env, log: join(home, 'shirube.log'), listening: Object.values(ports) };
  },

  async caddy({ home, place, ports, read }) {
    const log = join(home, 'shirube.log');
    const paths = (text) => text.replaceAll('/var/www/shirube', place.app).replaceAll('/var/log/caddy/', `${home}/`);
    await writeFile(join(home, 'shirube.caddy'), await read('caddy/shirube.caddy'));
    await writeFile(join(home, 'subfolder.caddy'), paths(await read('caddy/subfolder.caddy')));
    const own = paths(await read('caddy/Caddyfile')).replace(
      'shirube.example.org {',
      `https://${HOST}:${ports.tls} {\n\tbind ${HOST}\n\ttls ${place.certificate} ${place.key}`,
    );
    const global = `{\n\tadmin off\n\tauto_https disable_redirects\n\tstorage file_system ${join(home, 'storage')}\n}\n`;
    const folder = `http://${HOST}:${ports.folder} {\n\tbind ${HOST}\n\timport subfolder.caddy\n}\n`;
    await writeFile(join(home, 'Caddyfile'), `${global}${own}${folder}`);
    const env = { HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
    const args = ['run', '--config', join(home, 'Caddyfile'), '--adapter', 'caddyfile'];
    return { program: 'usr/bin/caddy', args, env, log, listening: [ports.tls, ports.folder] };
  },
};

/** Libraries that came with the unpacked servers, for every architecture's folder name. */
async function libraries() {
  const folder = join(SERVERS, 'usr/lib');
  const names = await readdir(folder).catch(() => {
    throw new Error(`${SERVERS} holds no web servers: run "cargo xtask setup"`);
  });
  return names.filter((name) => name.endsWith('-linux-gnu')).map((name) => join(folder, name)).join(':');
}

async function emptyFolder(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, HOST));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** Waits until something listens there; a server that ended says why. */
async function answers(port, child, said) {
  const deadline = Date.now() + START_LIMIT;
  for (;;) {
    const open = await new Promise((answered) => {
      const socket = connect(port, HOST, () => answered(true)).on('error', () => answered(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${child.spawnfile} does not serve: ${said()}`);
    await sleep(20);
  }
}
