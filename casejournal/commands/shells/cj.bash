# What bash offers after `cj`. Written by: cj completion bash
_cj() {
    local cur=${COMP_WORDS[COMP_CWORD]} line values=() lines=()
    while IFS= read -r line; do
        [[ -n $line ]] && lines+=("$line")
    done < <(_CJ_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    COMPREPLY=()
    if [[ ${lines[0]} == :files ]]; then
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$cur")
        return
    fi
    for line in "${lines[@]}"; do
        if [[ $COMP_TYPE == 63 && $line == *$'\t'* ]]; then # only listed: with what it means
            COMPREPLY+=("${line%%$'\t'*}  (${line#*$'\t'})")
        else
            line=${line%%$'\t'*}
            case $cur in # a quote that was begun is ended by readline
                \'*) line=${line//\'/\'\\\'\'} ;;
                \"*) printf -v line %q "$line" && line=${line//\\ / } ;;
                *) printf -v line %q "$line" ;;
            esac
            COMPREPLY+=("$line")
        fi
    done
}
complete -F _cj cj
