// lua-tus-server in nginx with mod_lua, as its README has it. README.md says what has to be there. NGINX_PROGRAM is the program,
// NGINX_MODULES the folder of its modules, NGINX_LUA_PATH and NGINX_LUA_CPATH where else its Lua finds modules.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { emptyFolder } from "./listen.mjs";

const { NGINX_PROGRAM, NGINX_MODULES, NGINX_LUA_PATH = "", NGINX_LUA_CPATH = "" } = process.env;
const modules = NGINX_MODULES ?? "/usr/lib/nginx/modules";
const sources = join(import.meta.dirname, "lua");
const folder = resolve(emptyFolder());
const own = `${folder}-nginx`;
mkdirSync(own, { recursive: true });
const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
  .map((name) => `${name}_temp_path ${own}/${name};`)
  .join(" ");

const conf = `
load_module ${modules}/ndk_http_module.so;
load_module ${modules}/ngx_http_lua_module.so;
${process.getuid() === 0 ? "user root;" : ""}
worker_processes 2;
daemon off;
pid ${own}/nginx.pid;
error_log ${own}/error.log;
events { worker_connections 512; }
http {
  access_log off;
  ${temporary}
  client_max_body_size 0;
  lua_package_path "${sources}/lua-tus-server/lib/?.lua;${sources}/lua-resty-string/lib/?.lua;${NGINX_LUA_PATH};;";
  lua_package_cpath "${NGINX_LUA_CPATH};;";
  lua_shared_dict tuslock 10m;
  server {
    listen 127.0.0.1:${process.argv[2]};
    location /files {
      content_by_lua_block {
        local tus = require("tus.server"):new()
        tus.config.storage_backend = "tus.storage_file"
        tus.config.storage_backend_config.storage_path = "${folder}"
        tus.config.storage_backend_config.lock_zone = ngx.shared.tuslock
        tus.config.upload_url = "/files"
        tus.config.expire_timeout = 1209600
        tus:process_request()
      }
    }
  }
}
`;
const file = join(own, "nginx.conf");
writeFileSync(file, conf);
const nginx = spawn(NGINX_PROGRAM ?? "nginx", ["-p", own, "-c", file], { stdio: "inherit" });
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => nginx.kill(signal));
nginx.on("exit", (code) => process.exit(code ?? 0));
