#compdef cj
# What zsh offers after `cj`. Written by: cj completion zsh
_cj() {
    local line value
    local -a lines described
    lines=("${(@f)$(_CJ_COMPLETE=zsh ${words[1]} "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ ${lines[1]} == :files ]]; then
        _files
        return
    fi
    for line in $lines; do
        [[ -z $line ]] && continue
        value=${line%%$'\t'*}
        value=${value//\\/\\\\}
        [[ $line == *$'\t'* ]] && value=${value//:/\\:}:${line#*$'\t'} || value=${value//:/\\:}
        described+=($value)
    done
    (( $#described )) && _describe -V cj described
}
if [[ ${funcstack[1]} == _cj ]]; then
    _cj "$@"
else
    compdef _cj cj
fi
