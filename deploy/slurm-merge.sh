#!/bin/sh
#SBATCH --job-name=assay-merge
#SBATCH --ntasks=1
#SBATCH --time=00:10:00
#SBATCH --output=assay-merge-%j.log
# Puts the parts of slurm-array.sh together, and ends as the run that was not split would have. It is submitted
# with --dependency=afterany: a part that failed makes the report incomplete, and does not keep it from being
# written.
: "${REPORTS:?the folder of the reports of slurm-array.sh}"
assay merge "$REPORTS"/shard-*/report.json --out "$REPORTS/all" --format junit,md,html
