#!/bin/sh
#SBATCH --job-name=assay
#SBATCH --array=0-3
#SBATCH --ntasks=1
#SBATCH --mem=1G
#SBATCH --time=01:00:00
#SBATCH --output=assay-%A-%a.log
# One run in four parts, each a task of this array. All of them share REPORTS, a folder that every node sees:
#
#   id=$(sbatch --parsable --export=ALL,REPORTS=/shared/reports slurm-array.sh)
#   sbatch --dependency=afterany:$id --export=ALL,REPORTS=/shared/reports slurm-merge.sh
#
# TARGETS names the targets file; what it takes from the environment goes with --export=ALL. SEED is the same in
# every part: together they are one run. COSTS, a report.json of an earlier run, balances the parts by its times.
: "${REPORTS:?the folder for the reports, which every node sees}"
assay run --targets "${TARGETS:-targets.json}" --seed "${SEED:-1}" \
  --shard "job/$SLURM_ARRAY_TASK_COUNT" ${COSTS:+--shard-costs "$COSTS"} --out "$REPORTS/shard-$SLURM_ARRAY_TASK_ID" --i-may-test-this-target
code=$?
# 0 conforms, 1 violates, 3 incomplete: the part is judged, and slurm-merge.sh decides. Only another code is a
# failure of the task.
case $code in 0 | 1 | 3) exit 0 ;; *) exit $code ;; esac
