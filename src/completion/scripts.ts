/** The shells there is a script for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** What `muster completion SHELL` prints. Each asks `muster __complete` and runs nothing of what it answers. */
export const scripts: Readonly<Record<(typeof shells)[number], string>> = {
  bash: `# muster for bash: source <(muster completion bash)
_muster() {
  COMPREPLY=()
  local answer kind line muster=muster
  # By the name it was called by, where that is a path.
  [[ \${COMP_WORDS[0]} == */* && -x \${COMP_WORDS[0]} ]] && muster=\${COMP_WORDS[0]}
  answer=$(command "$muster" __complete bash "\${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null) || return 0
  kind=\${answer%%$'\\n'*}
  case $kind in
    files) compopt -o default ;;
    folders) compopt -o dirnames ;;
    names | list)
      [[ $kind == list ]] && compopt -o nospace
      while IFS= read -r line; do
        [[ -n $line ]] && COMPREPLY+=("$line")
      done <<<"\${answer#"$kind"}"
      if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi
      ;;
  esac
  return 0
}
complete -F _muster muster
`,
  zsh: `#compdef muster
# muster for zsh: source <(muster completion zsh), or as a file _muster in a folder of $fpath
_muster() {
  local kind line value about muster=muster
  local -a answer values shown before
  [[ $words[1] == */* && -x $words[1] ]] && muster=$words[1]
  (( CURRENT > 2 )) && before=("\${(@)words[2,CURRENT-1]}")
  answer=("\${(@f)$(command "$muster" __complete zsh "\${(@)before}" "$PREFIX" 2>/dev/null)}")
  kind=$answer[1]
  case $kind in
    files) compset -P '--*='; _files ;;
    folders) compset -P '--*='; _files -/ ;;
    *)
      for line in "\${(@)answer[2,-1]}"; do
        [[ -z $line ]] && continue
        value=\${line%%$'\\t'*}
        about=\${line#*$'\\t'}
        values+=("$value")
        if [[ $about == "$line" ]]; then shown+=("$value"); else shown+=("$value  -- $about"); fi
      done
      if [[ $kind == list ]]; then
        compadd -l -S ',' -q -d shown -a values
      elif [[ "\${(@)shown}" == *'  -- '* ]]; then
        compadd -l -d shown -a values
      else
        compadd -a values
      fi
      ;;
  esac
}
if [[ $funcstack[1] == _muster ]]; then _muster "$@"; else compdef _muster muster; fi
`,
  fish: `# muster for fish: muster completion fish | source
function __muster_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l muster muster
    if string match -q '*/*' -- $words[1]; and test -x $words[1]
        set muster $words[1]
    end
    set -l answer (command $muster __complete fish $words[2..-1] "$current" 2>/dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path (string replace -r '^--[^=]*=' '' -- "$current")
        case folders
            __fish_complete_directories (string replace -r '^--[^=]*=' '' -- "$current")
        case '*'
            printf '%s\\n' $answer[2..-1]
    end
end
complete -c muster -f -a '(__muster_complete)'
`,
};
