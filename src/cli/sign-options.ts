import { Option } from "commander";
import { PASSPHRASE } from "../sign/signing-key.ts";

/** `--sign KEY`: the private key of the user's to sign with. */
export function signOption(does: string): Option {
  return new Option(
    "--sign <key>",
    `${does} with this private key of SSH, for ssh-keygen -Y verify -n assay-report; ${PASSPHRASE} has its passphrase`,
  );
}

/** `--allowed-signers FILE`: whose keys are whose. */
export function allowedSignersOption(does: string): Option {
  return new Option(
    "--allowed-signers <file>",
    `${does}: names with their public keys, as ssh-keygen has them`,
  );
}
