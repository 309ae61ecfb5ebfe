import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { freePort } from "../examples/free-port.ts";

/** Whether Debian's `slurm-wlm`, or another Slurm, is installed. */
export const hasSlurm = ["slurmctld", "slurmd"].every(
  (command) => spawnSync(command, ["-V"]).status === 0,
);

/** Processors that the node says it has: the tasks of an array of four run at once. */
const CPUS = 4;
const READY_MS = 60_000;

/**
 * A cluster of one node on this machine: a controller and a daemon of its own, which end with the test.
 *
 * @returns what commands of Slurm find it by
 */
export async function slurmCluster(folder: string): Promise<{ readonly SLURM_CONF: string }> {
  const [controller, daemon] = [await freePort(), await freePort()];
  const file = join(folder, "slurm.conf");
  const user = userInfo().username;
  for (const name of ["state", "spool"]) await mkdir(join(folder, name), { recursive: true });
  await writeFile(
    file,
    `ClusterName=assay
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmUser=${user}
SlurmdUser=${user}
AuthType=auth/none
CredType=cred/none
SlurmctldPort=${controller}
SlurmdPort=${daemon}
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SchedulerParameters=sched_interval=1
NodeName=${hostname()} NodeAddr=127.0.0.1 CPUs=${CPUS} RealMemory=8000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES State=UP
`,
  );
  const processes: ChildProcess[] = [];
  onTestFinished(() => void processes.map((one) => one.kill()));
  for (const command of ["slurmctld", "slurmd"]) {
    processes.push(spawn(command, ["-D", "-f", file], { stdio: "ignore" }));
  }
  const env = { ...process.env, SLURM_CONF: file };
  const until = Date.now() + READY_MS;
  while (!isIdle(env)) {
    if (Date.now() > until) throw new Error("the cluster does not become ready");
    await pause(200);
  }
  return { SLURM_CONF: file };
}

function isIdle(env: NodeJS.ProcessEnv): boolean {
  return spawnSync("sinfo", ["-h", "-o", "%t"], { env, encoding: "utf8" }).stdout.trim() === "idle";
}
