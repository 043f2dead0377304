/** The shells that completions are written for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** A script that has a shell ask this program what may be typed next. Silent where the program fails. */
export function completionScript(shell: Shell): string {
  return scripts[shell];
}

/** Bash takes `@`, `=` and `:` for ends of words: what is before the last of them is not to be repeated. */
const bash = String.raw`# Completions of hyperdrive for bash. In ~/.bashrc: eval "$(hyperdrive completion bash)"
_hyperdrive() {
  local line="${'$'}{COMP_LINE:0:COMP_POINT}" words current typed out IFS=$' \t\n'
  read -ra words <<<"$line"
  [[ "$line" == *[[:space:]] ]] && words+=('')
  current="${'$'}{words[${'$'}{#words[@]}-1]}"
  COMPREPLY=()
  out="$("${'$'}{words[0]}" __complete -- "${'$'}{words[@]:1}" 2>/dev/null)" || return 0
  IFS=$'\n'
  if [[ "$out" == files ]]; then
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$current"))
    return 0
  fi
  typed="${'$'}{current%"${'$'}{current##*[@=:]}"}"
  for line in $out; do
    line="${'$'}{line%%$'\t'*}"
    COMPREPLY+=("${'$'}{line#"$typed"}")
  done
}
complete -F _hyperdrive hyperdrive
`;

const zsh = String.raw`#compdef hyperdrive
# Completions of hyperdrive for zsh. In ~/.zshrc, after compinit: eval "$(hyperdrive completion zsh)"
_hyperdrive() {
  local -a lines candidates
  local line
  lines=("${'$'}{(@f)$("${'$'}{words[1]}" __complete -- "${'$'}{(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ "${'$'}{lines[1]}" == files ]]; then
    _files
    return
  fi
  for line in "${'$'}{lines[@]}"; do
    [[ -n "$line" ]] || continue
    candidates+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}:${'$'}{line#*$'\t'}")
  done
  _describe -V hyperdrive candidates
}
compdef _hyperdrive hyperdrive
`;

const fish = String.raw`# Completions of hyperdrive for fish. In ~/.config/fish/config.fish: hyperdrive completion fish | source
function __hyperdrive_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] __complete -- $words[2..-1] "$current" 2>/dev/null)
    if test "$lines[1]" = files
        __fish_complete_path "$current"
    else
        string join \n -- $lines
    end
end
complete -c hyperdrive -f -a '(__hyperdrive_complete)'
`;

const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
